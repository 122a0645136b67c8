import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { createToken } from '@/lib/auth/tokens';
import { addUser } from '@/lib/auth/users';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { readPictureMetadata } from '@/lib/pictures/picture-metadata';
import { withPngText } from '@/lib/pictures/png-text';
import { resize, resizeNearest } from '@/worker/engine/images/resize';
import { call } from './testing';

useTestDatabase();
useTestDataDir();

let headers: { authorization: string };
beforeAll(async () => {
  await addUser({ name: 'ann', role: 'member', password: 'a good password' });
  headers = { authorization: (await createToken({ userName: 'ann', name: 'test' })).secret };
});

const SIZE = { width: 33, height: 20 };
/** Every sample another one, so that a swap or a shift shows. */
const data = Uint8Array.from({ length: 3 * 33 * 20 }, (_, i) => (i * 37) % 251);
const bitmap = { ...SIZE, channels: 3, data };
const INFOTEXT = 'a cat, 猫\nSteps: 8, Sampler: Euler a, CFG scale: 7.0, Seed: 5, Size: 33x20';

const encoded = async (channels: 3 | 4 = 3) => {
  const file = sharp(data, { raw: { ...SIZE, channels: 3 } });
  return (channels === 4 ? file.ensureAlpha(0.5) : file).png().toBuffer();
};
const image = async () => (await encoded()).toString('base64');

const single = async (body: object) =>
  call('extra-single-image', { headers, body: { image: await image(), ...body } });
async function samples(base64: string) {
  const { data, info } = await sharp(Buffer.from(base64, 'base64'))
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { size: [info.width, info.height], channels: info.channels, data: new Uint8Array(data) };
}

test('by a factor: sides are cut to multiples of 8, in the reference’s two steps', async () => {
  const { status, headers, json } = await single({ upscaler_1: 'Lanczos', upscaling_resize: 2.5 });
  expect([status, headers.get('cache-control')]).toEqual([200, 'no-transform']);
  expect(json.html_info).toBe('<p>Postprocess upscale by: 2.5, Postprocess upscaler: Lanczos</p>');
  const made = await samples(json.image);
  expect(made.size).toEqual([80, 48]);
  expect(made.data).toEqual(resize(resize(bitmap, 82, 50), 80, 48).data);
});

test('the default factor is said as a whole number, a sent one as a float', async () => {
  expect((await single({ upscaler_1: 'Nearest' })).json.html_info).toContain('upscale by: 2,');
  expect((await single({ upscaler_1: 'Nearest', upscaling_resize: 2 })).json.html_info).toContain('by: 2.0,');
});

test('to a size: covered, then the middle is cut out', async () => {
  const body = { upscaler_1: 'Nearest', resize_mode: 1, upscaling_resize_w: 64, upscaling_resize_h: 64 };
  const { json } = await single(body);
  expect(json.html_info).toBe(
    '<p>Postprocess upscale to: 64x64, Postprocess crop to: 64x64, Postprocess upscaler: Nearest</p>',
  );
  const made = await samples(json.image);
  expect(made.size).toEqual([64, 64]);
  const large = resize(resizeNearest(bitmap, 105, 64), 104, 64);
  const row = (at: number) => large.data.subarray((at * 104 + 20) * 3, (at * 104 + 84) * 3);
  expect(made.data.subarray(0, 64 * 3)).toEqual(row(0));
  expect(made.data.subarray(63 * 64 * 3)).toEqual(row(63));

  const whole = await single({ ...body, upscaling_crop: false });
  expect((await samples(whole.json.image)).size).toEqual([104, 64]);
  expect(whole.json.html_info).not.toContain('crop');
});

test('a second upscaler is laid over the first by its visibility', async () => {
  const body = { upscaler_1: 'Lanczos', upscaler_2: 'Nearest', extras_upscaler_2_visibility: 0.25 };
  const { json } = await single(body);
  expect(json.html_info).toContain('Postprocess upscaler: Lanczos, Postprocess upscaler 2: Nearest');
  const made = await samples(json.image);
  const [a, b] = [
    resize(resize(bitmap, 66, 40), 64, 40).data,
    resize(resizeNearest(bitmap, 66, 40), 64, 40).data,
  ];
  expect(made.data).toEqual(a.map((first, i) => Math.trunc(first + 0.25 * (b[i]! - first))));
  const unseen = await single({ ...body, extras_upscaler_2_visibility: 0 });
  expect(unseen.json.html_info).not.toContain('upscaler 2');
});

test('without an upscaler the picture stays as it is, whatever the sizes say; an alpha stays too', async () => {
  const picture = (await encoded(4)).toString('base64');
  const { json } = await single({ image: picture, upscaling_resize: 7 });
  expect(json.html_info).toBe('<p></p>');
  expect(await samples(json.image)).toMatchObject({ size: [33, 20], channels: 4 });
  const larger = await single({ image: picture, upscaler_1: 'Lanczos' });
  expect(await samples(larger.json.image)).toMatchObject({ size: [64, 40], channels: 4 });
});

test('what the picture was made with stays in the file, with what was done', async () => {
  const file = withPngText(withPngText(await encoded(), 'parameters', INFOTEXT), 'Author', 'Ann');
  const { json } = await single({
    image: `data:image/png;base64,${file.toString('base64')}`,
    upscaler_1: 'Lanczos',
  });
  const { infotext, texts } = await readPictureMetadata(Buffer.from(json.image, 'base64'));
  expect(infotext).toBe(INFOTEXT);
  expect(texts).toEqual({
    Author: 'Ann',
    postprocessing: 'Postprocess upscale by: 2, Postprocess upscaler: Lanczos',
  });
});

test('several pictures, in order', async () => {
  const other = await sharp({ create: { width: 8, height: 16, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer();
  const imageList = [
    { data: await image(), name: 'a.png' },
    { data: other.toString('base64'), name: 'b.jpg' },
  ];
  const { status, json } = await call('extra-batch-images', {
    headers,
    body: { imageList, upscaler_1: 'Nearest' },
  });
  expect(status).toBe(200);
  const sizes = await Promise.all(json.images.map(async (text: string) => (await samples(text)).size));
  expect(sizes).toEqual([
    [64, 40],
    [16, 32],
  ]);
  expect(json.html_info).toBe('<p>Postprocess upscale by: 2, Postprocess upscaler: Nearest</p>');
  const none = await call('extra-batch-images', { headers, body: { imageList: [] } });
  expect(none.json).toEqual({ html_info: '<p></p>', images: [] });
});

test.each([
  [
    'an upscaler there is not',
    { upscaler_1: 'R-ESRGAN 4x+' },
    500,
    { error: 'AssertionError', errors: 'could not find upscaler named R-ESRGAN 4x+' },
  ],
  ['no picture', { image: '' }, 500, { detail: 'Invalid encoded image' }],
  ['text', { image: 'bm8gcGljdHVyZQ==' }, 500, { detail: 'Invalid encoded image' }],
  ['faces', { gfpgan_visibility: 1 }, 501, { error: 'HTTPException' }],
])('%s: told as programs know it', async (_, body, status, answer) => {
  expect(await single(body)).toMatchObject({ status, json: expect.objectContaining(answer) });
});

test.each([
  [{ resize_mode: '1' }, 'resize_mode', 'value_error.const'],
  [{ resize_mode: 2 }, 'resize_mode', 'value_error.const'],
  [{ upscaling_resize: 0 }, 'upscaling_resize', 'value_error.number.not_gt'],
  [{ upscaling_resize_w: 0 }, 'upscaling_resize_w', 'value_error.number.not_ge'],
  [{ extras_upscaler_2_visibility: 1.1 }, 'extras_upscaler_2_visibility', 'value_error.number.not_le'],
  [{ upscaling_resize_h: 0 }, 'upscaling_resize_h', 'value_error.number.not_ge'],
  [{ gfpgan_visibility: -1 }, 'gfpgan_visibility', 'value_error.number.not_ge'],
  [{ codeformer_visibility: 2 }, 'codeformer_visibility', 'value_error.number.not_le'],
  [{ codeformer_weight: 1.5 }, 'codeformer_weight', 'value_error.number.not_le'],
  [{ upscaling_crop: 'perhaps' }, 'upscaling_crop', 'type_error.bool'],
  [{ upscaler_1: [] }, 'upscaler_1', 'type_error.str'],
  [{ upscaling_resize: null }, 'upscaling_resize', 'type_error.none.not_allowed'],
])('%j: 422', async (body, field, type) => {
  const { status, json } = await single(body);
  expect(status).toBe(422);
  expect(json.detail).toEqual([expect.objectContaining({ loc: ['body', field], type })]);
});

test('a picture that would become far too large, or nothing, is refused before it is made', async () => {
  for (const upscaling_resize of [100_000, 0.01]) {
    const { status, json } = await single({ upscaler_1: 'Lanczos', upscaling_resize });
    expect([status, json.error]).toEqual([422, 'HTTPException']);
  }
});

test('what is wrong with which picture of a batch', async () => {
  const imageList = [{ data: 'x' }, 'text', { data: 1, name: [] }];
  const { status, json } = await call('extra-batch-images', { headers, body: { imageList } });
  expect(status).toBe(422);
  expect(json.detail.map(({ loc }: { loc: unknown[] }) => loc)).toEqual([
    ['body', 'imageList', 0, 'name'],
    ['body', 'imageList', 1],
    ['body', 'imageList', 2, 'name'],
  ]);
  expect((await call('extra-batch-images', { headers, body: {} })).json.detail[0].loc).toEqual([
    'body',
    'imageList',
  ]);
});
