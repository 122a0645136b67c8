import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createToken } from '@/lib/auth/tokens';
import { addUser } from '@/lib/auth/users';
import { insideDataDir, jobDir, jobsDir } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { parseInfotext } from '@/lib/generation/parse-infotext';
import { findPictures, listJobs } from '@/lib/jobs';
import { IMG2IMG_FIELDS } from '@/lib/webui-api/img2img-fields';
import { startTestWorker, type TestWorker, until } from '@/worker/testing';
import { call } from './testing';

useTestDatabase();
useTestDataDir();

let worker: TestWorker;
let userId: string;
let headers: { authorization: string };

const SIDE = 64;
const base64 = async (picture: Sharp) => (await picture.png().toBuffer()).toString('base64');
const solid = (background: string, width = SIDE, height = SIDE) =>
  sharp({ create: { width, height, channels: 4, background } });
/** White in the lower half. */
const levelsOf = (width: number, height: number) =>
  new Uint8Array(width * height).fill(255, (width * height) / 2);
const mask = (width = SIDE, height = SIDE) =>
  sharp(levelsOf(width, height), { raw: { width, height, channels: 1 } });
/** Red above, blue below, so that every place tells where it comes from. */
const scene = (width = SIDE, height = SIDE) => {
  const half = Math.floor(height / 2);
  return solid('#d03020', width, height)
    .composite([
      {
        input: { create: { width, height: height - half, channels: 4, background: '#2040b0' } },
        left: 0,
        top: half,
      },
    ])
    .removeAlpha();
};

let START: string;
let MASK: string;
beforeAll(async () => {
  [START, MASK] = [await base64(scene()), await base64(mask())];
  ({ id: userId } = await addUser({ name: 'ann', role: 'member', password: 'a good password' }));
  headers = { authorization: (await createToken({ userName: 'ann', name: 'test' })).secret };
  worker = await startTestWorker();
});
afterAll(() => worker.stop());

const img2img = (body: object) =>
  call('img2img', {
    headers,
    body: {
      prompt: 'a red barn',
      width: SIDE,
      height: SIDE,
      steps: 4,
      seed: 11,
      init_images: [START],
      ...body,
    },
  });
const png = (text: string) => Buffer.from(text, 'base64');
const pixelsOf = (text: string) => sharp(png(text)).removeAlpha().raw().toBuffer();
const digest = async (text: string) =>
  createHash('sha256')
    .update(await pixelsOf(text))
    .digest('hex');

/** The pictures of a request that must be answered with 200. */
async function drawn(body: object): Promise<string[]> {
  const { status, json, text } = await img2img(body);
  expect([status, status === 200 ? '' : text]).toEqual([200, '']);
  return json.images;
}
const oneDrawn = async (body: object) => (await drawn(body))[0]!;

test('a request becomes pictures, parameters and info', async () => {
  const { status, json } = await img2img({
    mask: MASK,
    batch_size: 2,
    mask_blur: 2,
    inpainting_fill: 2,
    inpaint_full_res: 1,
    inpaint_full_res_padding: 8,
    inpainting_mask_invert: true,
    initial_noise_multiplier: 0.9,
    denoising_strength: 0.6,
  });
  expect(status).toBe(200);
  expect(Object.keys(json)).toEqual(['images', 'parameters', 'info']);
  expect(json.images).toHaveLength(2);
  expect(Object.keys(json.parameters)).toEqual(Object.keys(IMG2IMG_FIELDS));
  expect(json.parameters).toMatchObject({
    init_images: null,
    mask: null,
    denoising_strength: 0.6,
    mask_blur: 2,
    mask_blur_x: 4,
    inpaint_full_res: true,
    inpainting_mask_invert: 1,
    include_init_images: false,
    latent_mask: null,
  });
  const info = JSON.parse(json.info);
  expect(info).toMatchObject({
    all_seeds: [11, 12],
    width: SIDE,
    height: SIDE,
    denoising_strength: 0.6,
    index_of_first_image: 0,
    extra_generation_params: {
      'Denoising strength': 0.6,
      'Mask mode': 'Inpaint not masked',
      'Mask blur': 2,
      'Inpaint area': 'Only masked',
      'Masked area padding': 8,
      'Masked content': 'latent noise',
      'Noise multiplier': 0.9,
    },
  });
  const { pairs } = parseInfotext(info.infotexts[1]);
  const keys = [...pairs.keys()];
  expect(keys.slice(keys.indexOf('Denoising strength'))).toEqual([
    'Denoising strength',
    'RNG',
    'Mask mode',
    'Mask blur',
    'Inpaint area',
    'Masked area padding',
    'Masked content',
    'Noise multiplier',
    'Version',
  ]);
  expect(png(json.images[1]).includes(Buffer.from(info.infotexts[1]))).toBe(true);
});

test('what the web UI leaves out of an infotext is left out', async () => {
  const { json } = await img2img({ denoising_strength: 0.5 });
  const { pairs } = parseInfotext(JSON.parse(json.info).infotexts[0]);
  expect(pairs.get('Denoising strength')).toBe('0.5');
  for (const key of ['Mask blur', 'Inpaint area', 'Masked content', 'Mask mode', 'Noise multiplier']) {
    expect(pairs.has(key)).toBe(false);
  }
});

test('the pictures come back with the parameters when they are asked for', async () => {
  const { json } = await img2img({ mask: MASK, include_init_images: true, steps: 1 });
  expect(json.parameters).toMatchObject({ init_images: [START], mask: MASK, include_init_images: true });
});

test('a task id says img2img, and so does the progress of the job', async () => {
  const answer = img2img({ steps: 100, denoising_strength: 1 });
  const state = await until(async () => {
    const { json } = await call('progress', { headers });
    return json.state.job ? json.state : null;
  });
  expect(state).toMatchObject({ job: 'scripts_img2img' });
  expect((await answer).status).toBe(200);
  const [job] = await listJobs(userId, { limit: 1 });
  expect(job!.taskId).toMatch(/^task\(img2img-[A-Z0-9]{7}\)$/);
});

test('kept pictures lie in their own folder with an overview in front; what came with the job stays a while', async () => {
  const { json } = await img2img({ save_images: true, batch_size: 2, steps: 2 });
  expect(json.images).toHaveLength(3);
  expect(JSON.parse(json.info).index_of_first_image).toBe(1);
  const [job] = await listJobs(userId, { limit: 1 });
  const [grid, ...pictures] = await findPictures(userId, job!.id);
  expect(grid!.path).toMatch(/^users\/ann\/outputs\/img2img-grids\/\d{4}-\d\d-\d\d\/grid-\d{4}\.png$/);
  for (const { path, saved } of pictures) {
    expect(path).toMatch(/^users\/ann\/outputs\/img2img-images\/\d{4}-\d\d-\d\d\/\d{5}-\d+\.png$/);
    expect(saved).toBe(true);
    expect((await sharp(await readFile(insideDataDir(path))).metadata()).width).toBe(SIDE);
  }
  expect(await readdir(jobDir(job!.id))).toHaveLength(1);
});

test('several pictures to start from are a batch, one each; one is everybody’s', async () => {
  const other = await base64(solid('#208030'));
  const [first, second, third, fourth] = await drawn({
    init_images: [START, other],
    batch_size: 3,
    n_iter: 2,
    seed: 70,
  });
  const alone = (init: string, seed: number) => oneDrawn({ init_images: [init], seed }).then(digest);
  expect(await digest(first!)).toBe(await alone(START, 70));
  expect(await digest(second!)).toBe(await alone(other, 71));
  expect(await digest(third!)).toBe(await alone(START, 72));
  expect(await digest(fourth!)).toBe(await alone(other, 73));
  const shared = await drawn({ batch_size: 2, seed: 70 });
  expect(await digest(shared[1]!)).toBe(await alone(START, 71));
});

test('a picture’s infotext makes it again from the same start', async () => {
  const wishes = { mask: MASK, inpainting_fill: 3, inpaint_full_res: true, initial_noise_multiplier: 0.8 };
  const { json } = await img2img({
    ...wishes,
    inpaint_full_res_padding: 4,
    sampler_name: 'DPM++ 2M',
    denoising_strength: 0.65,
  });
  const [infotext] = JSON.parse(json.info).infotexts;
  const again = await call('img2img', { headers, body: { infotext, init_images: [START], mask: MASK } });
  expect(again.json.parameters).toMatchObject({
    inpainting_fill: 3,
    inpaint_full_res: true,
    initial_noise_multiplier: 0.8,
    denoising_strength: 0.65,
    inpainting_mask_invert: 0,
  });
  expect(await digest(again.json.images[0])).toBe(await digest(json.images[0]));
});

test('an infotext that says nothing of a mask means the original under the whole picture', async () => {
  const { json } = await img2img({ mask: MASK, inpainting_fill: 1, inpaint_full_res: false });
  const [infotext] = JSON.parse(json.info).infotexts;
  const again = await call('img2img', { headers, body: { infotext, init_images: [START], mask: MASK } });
  expect(await digest(again.json.images[0])).toBe(await digest(json.images[0]));
});

test('what is not masked stays, pixel for pixel', async () => {
  const half = (SIDE * SIDE * 3) / 2;
  const original = await pixelsOf(START);
  for (const inpaint_full_res of [false, true]) {
    const pixels = await pixelsOf(
      await oneDrawn({
        mask: MASK,
        mask_blur: 0,
        inpaint_full_res,
        inpainting_fill: 1,
        denoising_strength: 0.9,
      }),
    );
    expect(pixels.subarray(0, half).equals(original.subarray(0, half))).toBe(true);
    expect(pixels.subarray(half).equals(original.subarray(half))).toBe(false);
  }
});

test('“only masked” answers in the size of the picture, whatever size is drawn', async () => {
  const large = await base64(scene(200, 120));
  const small = await base64(mask(50, 30));
  const answer = await oneDrawn({ init_images: [large], mask: small, inpaint_full_res_padding: 4 });
  expect(await sharp(png(answer)).metadata()).toMatchObject({ width: 200, height: 120 });
});

test.each([0, 1, 2, 3])(
  'resize mode %i: the size asked for, rounded down to eighths',
  async (resize_mode) => {
    const wide = await base64(scene(90, 40));
    const answer = await oneDrawn({ init_images: [wide], resize_mode, width: 77, height: 65, steps: 1 });
    expect(await sharp(png(answer)).metadata()).toMatchObject({ width: 72, height: 64 });
  },
);

const distance = async (a: string, b: string) => {
  const [x, y] = [await pixelsOf(a), await pixelsOf(b)];
  return x.reduce((sum, value, k) => sum + Math.abs(value - y[k]!), 0) / x.length;
};

test('the strength decides how far a picture goes, from 0 to 1, even in one step', async () => {
  const at = (denoising_strength: number, steps: number) => oneDrawn({ denoising_strength, steps });
  expect(await distance(await at(0, 4), START)).toBeLessThan(await distance(await at(1, 4), START));
  expect(await digest(await at(0.999, 4))).toBe(await digest(await at(1, 4)));
  const [none, nearly, all] = await Promise.all([0, 0.999, 1].map((strength) => at(strength, 1)));
  // A single step can only begin with all the noise there is.
  expect(await digest(nearly!)).toBe(await digest(all!));
  expect(await digest(none!)).toBe(await digest(all!));
});

test('a user’s options count, and a request’s own before them', async () => {
  const clear = { init_images: [await base64(solid('#00000000'))], denoising_strength: 0 };
  const average = async (body: object) => {
    const { channels } = await sharp(png(await oneDrawn(body))).stats();
    return channels.reduce((sum, { mean }) => sum + mean, 0) / 3;
  };
  const white = await average(clear);
  await call('options', { headers, body: { img2img_background_color: '#000000' } });
  const black = await average(clear);
  const own = await average({ ...clear, override_settings: { img2img_background_color: '#fff' } });
  await call('options', { headers, body: { img2img_background_color: '#ffffff' } });
  expect(black).toBeLessThan(white - 100);
  expect(own).toBe(white);
});

test.each<[string, object]>([
  ['the first noise scaled', { initial_noise_multiplier: 0.7 }],
  ['all steps made', { override_settings: { img2img_fix_steps: true } }],
  ['the colours corrected', { override_settings: { img2img_color_correction: true } }],
  ['a mask that is not rounded', { mask: 'soft', mask_round: false, inpaint_full_res: false }],
  [
    'an overlay left out',
    { mask: 'soft', inpaint_full_res: false, override_settings: { overlay_inpaint: false } },
  ],
])('%s makes another picture', async (_, wishes) => {
  const soft = { mask: await base64(mask().blur(6)), mask_blur: 0 };
  const own = 'mask' in wishes ? { ...wishes, ...soft } : wishes;
  const plain = 'mask' in wishes ? { ...soft, inpaint_full_res: false } : {};
  expect(await digest(await oneDrawn(own))).not.toBe(await digest(await oneDrawn(plain)));
});

const refusals: [string, () => Promise<object>, number, object][] = [
  ['no picture', async () => ({ init_images: null }), 404, { detail: 'Init image not found' }],
  ['an empty list', async () => ({ init_images: [] }), 404, { detail: 'Init image not found' }],
  [
    'text that is no picture',
    async () => ({ init_images: ['aGVsbG8='] }),
    500,
    { detail: 'Invalid encoded image' },
  ],
  ['no text', async () => ({ init_images: [7] }), 500, { detail: 'Invalid encoded image' }],
  [
    'a mask that is none, before anything else',
    async () => ({ mask: 'aGVsbG8=', script_name: 'nobody knows' }),
    500,
    { detail: 'Invalid encoded image' },
  ],
  [
    'a truncated picture',
    async () => ({ init_images: [png(START).subarray(0, 90).toString('base64')] }),
    500,
    { detail: 'Invalid encoded image' },
  ],
  [
    'an SVG',
    async () => ({ init_images: [Buffer.from('<svg/>').toString('base64')] }),
    500,
    { detail: 'Invalid encoded image' },
  ],
  [
    'an address',
    async () => ({ init_images: ['https://127.0.0.1/b.png'] }),
    500,
    { detail: expect.stringContaining('Request to local resource not allowed') },
  ],
  [
    'more pictures than the batch has',
    async () => ({ init_images: [START, START, START], batch_size: 2 }),
    500,
    { error: 'RuntimeError', errors: 'bad number of images passed: 3; expecting 2 or less' },
  ],
  [
    'a script that is not offered',
    async () => ({ script_name: 'img2img alternative test' }),
    501,
    { error: 'HTTPException' },
  ],
  [
    'it among the always-on ones',
    async () => ({ alwayson_scripts: { Loopback: { args: [] } } }),
    422,
    { detail: expect.stringContaining('selectable') },
  ],
  ['a latent mask', async () => ({ mask: MASK, latent_mask: 'x' }), 500, { error: 'AttributeError' }],
];

test.each(refusals)('%s is refused as programs know it', async (_, body, status, answer) => {
  expect(await img2img(await body())).toMatchObject({ status, json: answer });
});

test.each<[string, object | (() => Promise<object>), string]>([
  ['no strength', { denoising_strength: null }, 'denoising_strength'],
  ['a strength above 1', { denoising_strength: 1.5 }, 'denoising_strength'],
  ['a strength below 0', { denoising_strength: -0.1 }, 'denoising_strength'],
  ['a strength that is none', { denoising_strength: 'NaN' }, 'denoising_strength'],
  ['an unknown resize mode', { resize_mode: 4 }, 'resize_mode'],
  ['an unknown content', { inpainting_fill: 9 }, 'inpainting_fill'],
  ['a negative padding', { inpaint_full_res_padding: -1 }, 'inpaint_full_res_padding'],
  ['a blur without end', { mask_blur: 100_000 }, 'mask_blur_x'],
  ['init_images that is no list', { init_images: 'iVBORw0KGgo=' }, 'init_images'],
  [
    'a colour that is none',
    { override_settings: { img2img_background_color: 'red-ish' } },
    'override_settings',
  ],
  [
    'a picture of one pixel',
    async () => ({ init_images: [await base64(solid('#fff', 1, 1))] }),
    'init_images',
  ],
  ['a mask of one pixel', async () => ({ mask: await base64(solid('#fff', 1, 1)) }), 'mask'],
])('%s is 422 with the field’s name', async (_, wishes, field) => {
  const body = typeof wishes === 'function' ? await wishes() : wishes;
  const { status, json } = await img2img(body);
  expect(status).toBe(422);
  expect(json.detail.map(({ loc }: { loc: string[] }) => loc[1])).toContain(field);
});

test('a picture that says it has 40,000 × 40,000 pixels is refused before it is decoded', async () => {
  const header = png(START).subarray(0, 33);
  const file = Buffer.concat([header, png(START).subarray(33)]);
  file.writeUInt32BE(40_000, 16);
  file.writeUInt32BE(40_000, 20);
  file.writeUInt32BE(crc32(file.subarray(12, 29)), 29);
  const { status, json } = await img2img({ init_images: [file.toString('base64')] });
  expect(status).toBe(500);
  expect(json.detail).toMatch(/^Invalid encoded image: A picture of 40000×40000 pixels is too large\. Send /);
});

test.each<[string, () => Sharp | Promise<Sharp>]>([
  ['16 bits a sample', () => scene().toColourspace('rgb16')],
  ['grey', () => scene().greyscale()],
  ['a palette', () => sharp({ create: { width: SIDE, height: SIDE, channels: 3, background: '#123456' } })],
  ['one row', () => scene(64, 2)],
])('a picture of %s is drawn from', async (_, picture) => {
  const answer = await oneDrawn({ init_images: [await base64(await picture())], steps: 1 });
  expect(await sharp(png(answer)).metadata()).toMatchObject({ width: SIDE, height: SIDE });
});

test('another file of the same picture makes the same bytes: a data URI, WebP, an animation’s first frame', async () => {
  const plain = await digest(await oneDrawn({}));
  const webp = (await scene().webp({ lossless: true }).toBuffer()).toString('base64');
  expect(await digest(await oneDrawn({ init_images: [`data:image/webp;base64,${webp}`] }))).toBe(plain);
  const frames = [png(START), await solid('#ffffff').removeAlpha().png().toBuffer()];
  const animated = await sharp(frames, { join: { animated: true } })
    .webp({ lossless: true })
    .toBuffer();
  expect(await digest(await oneDrawn({ init_images: [animated.toString('base64')] }))).toBe(plain);
});

test('a blank mask: nothing is drawn in the whole picture, and “only masked” is as without a mask', async () => {
  const blank = await base64(solid('#000000').removeAlpha());
  expect(await digest(await oneDrawn({ mask: blank, inpaint_full_res: false }))).toBe(await digest(START));
  const { json } = await img2img({ mask: blank });
  expect(await digest(json.images[0])).toBe(await digest(await oneDrawn({})));
  expect(JSON.parse(json.info).comments).toContain('The mask is blank');
  const { pairs } = parseInfotext(JSON.parse(json.info).infotexts[0]);
  expect([pairs.has('Inpaint area'), pairs.has('Masked content'), pairs.get('Mask blur')]).toEqual([
    false,
    false,
    '4',
  ]);
});

test('a mask painted as transparency counts by its alpha', async () => {
  const levels = levelsOf(SIDE, SIDE);
  const painted = Uint8Array.from({ length: 4 * levels.length }, (_, k) =>
    k % 4 === 3 ? levels[(k - 3) / 4]! : 255,
  );
  const file = await base64(sharp(painted, { raw: { width: SIDE, height: SIDE, channels: 4 } }));
  const wishes = { inpaint_full_res: false, mask_blur: 0 };
  expect(await digest(await oneDrawn({ ...wishes, mask: file }))).toBe(
    await digest(await oneDrawn({ ...wishes, mask: MASK })),
  );
});

test('what is hidden from an inpainting checkpoint is told', async () => {
  const mark = (isInpainting: boolean) =>
    databasePool().query(
      `UPDATE model SET metadata = metadata || jsonb_build_object('isInpainting', $1::text)`,
      [String(isInpainting)],
    );
  await mark(true);
  const { json } = await img2img({ steps: 1, override_settings: { inpainting_mask_weight: 0.5 } });
  await mark(false);
  const info = JSON.parse(json.info);
  expect(info.is_using_inpainting_conditioning).toBe(true);
  expect(info.infotexts[0]).toContain('Denoising strength: 0.75, Conditional mask weight: 0.5, RNG');
});

test('an option that does nothing here is told', async () => {
  const { json } = await img2img({
    steps: 1,
    override_settings: { save_images_before_color_correction: true },
  });
  expect(json.images).toHaveLength(1);
  expect(JSON.parse(json.info).comments).toContain('save_images_before_color_correction');
});

test('pictures of the mask come behind all others, for each of them, and are neither kept nor told', async () => {
  const wanted = { return_mask: true, return_mask_composite: true };
  const body = { mask: MASK, mask_blur: 0, inpaint_full_res: false, steps: 1, batch_size: 2 };
  const { json } = await img2img({ ...body, save_images: true, override_settings: wanted });
  const [grid, first, second, ...masks] = json.images as string[];
  expect(masks).toHaveLength(4);
  const info = JSON.parse(json.info);
  expect(info).toMatchObject({ index_of_first_image: 1, all_seeds: [11, 12] });
  expect(info.infotexts).toHaveLength(3);
  expect((await sharp(png(grid!)).metadata()).width).toBe(2 * SIDE);
  const [job] = await listJobs(userId, { limit: 1 });
  expect(job!.pictures).toHaveLength(3);
  expect((await findPictures(userId, job!.id)).map(({ saved }) => saved)).toEqual([
    ...[true, true, true],
    ...[false, false, false, false],
  ]);
  const row = SIDE * 3;
  for (const [k, drawnPicture] of [first!, second!].entries()) {
    const grey = await pixelsOf(masks[2 * k]!);
    expect([grey[0], grey.at(-1)]).toEqual([0, 255]);
    // Where all is drawn anew the composite is the picture, elsewhere nothing.
    const { data } = await sharp(png(masks[2 * k + 1]!))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(data).toHaveLength(SIDE * SIDE * 4);
    expect([...data.subarray(0, 4)]).toEqual([0, 0, 0, 0]);
    const lower = (await pixelsOf(masks[2 * k + 1]!)).subarray((SIDE / 2 + 8) * row);
    expect(lower.equals((await pixelsOf(drawnPicture)).subarray((SIDE / 2 + 8) * row))).toBe(true);
  }
  // What is drawn without a mask has none.
  expect(await drawn({ steps: 1, override_settings: wanted })).toHaveLength(1);
  const only = { mask: await base64(solid('#000000')), inpaint_full_res: true, steps: 1 };
  expect(await drawn({ ...only, override_settings: wanted })).toHaveLength(1);
});

test('files that options want lie beside a picture that is kept; what it is drawn from is kept under its hash', async () => {
  const override_settings = {
    ...{ save_txt: true, save_mask: true, save_mask_composite: true, target_side_length: SIDE / 2 },
    ...{ save_init_img: true, outdir_img2img_samples: 'outputs/beside', save_to_dirs: false },
  };
  const body = { mask: MASK, mask_blur: 0, inpaint_full_res: false, steps: 1, override_settings };
  const { json } = await img2img({ ...body, save_images: true });
  expect(json.images).toHaveLength(1);
  const { infotexts, comments } = JSON.parse(json.info);
  expect(comments).toBeUndefined();
  const outputs = insideDataDir('users/ann/outputs');
  const name = '00000-11-a red barn';
  const file = (ending: string) => join(outputs, 'beside', name + ending);
  const endings = ['-mask-composite.png', '-mask.png', '.jpg', '.png', '.txt'];
  expect((await readdir(join(outputs, 'beside'))).toSorted()).toEqual(endings.map((ending) => name + ending));
  const [job] = await listJobs(userId, { limit: 1 });
  expect(job!.pictures).toHaveLength(1);
  expect(await readFile(file('.txt'), 'utf8')).toBe(`${infotexts[0]}\n`);
  expect(await sharp(file('.jpg')).metadata()).toMatchObject({ format: 'jpeg', width: SIDE / 2 });
  const grey = await sharp(file('-mask.png')).removeAlpha().raw().toBuffer();
  expect([grey[0], grey.at(-1)]).toEqual([0, 255]);
  expect((await sharp(file('-mask-composite.png')).metadata()).channels).toBe(4);
  const hash = createHash('md5')
    .update(await pixelsOf(START))
    .digest('hex');
  expect(infotexts[0]).toContain(`, Init image hash: ${hash}, RNG`);
  expect(await readdir(join(outputs, 'init-images'))).toEqual([`${hash}.png`]);
  const kept = await readFile(join(outputs, 'init-images', `${hash}.png`), 'base64');
  expect(await digest(kept)).toBe(await digest(START));
  // Of what is only answered nothing lies anywhere.
  await img2img({ ...body, override_settings: { ...override_settings, save_init_img: false } });
  expect(await readdir(join(outputs, 'beside'))).toHaveLength(endings.length);
});

test('whoever gets paths gets those of mask pictures too', async () => {
  const { json } = await img2img({
    ...{ mask: MASK, steps: 1, override_settings: { return_mask: true } },
    alwayson_scripts: { save_dir: 'masks' },
  });
  const { image_url, image_mask_url, seed } = json.parameters;
  expect(seed).toBe('11');
  expect(image_url).toMatch(/\/outputs\/masks\/img2img-images\/[\d-]{10}\/\d{6}-[0-9a-f-]{36}-11\.png$/);
  expect(image_mask_url).toMatch(/\/img2img-images\/[\d-]{10}\/\d{6}-[0-9a-f-]{36}-11-mask\.png$/);
  expect((await sharp(await readFile(image_mask_url)).metadata()).width).toBe(SIDE);
});

test('a client that goes away stops its job, and what came with it goes too', async () => {
  const client = new AbortController();
  const gone = call('img2img', {
    headers,
    body: { init_images: [START], width: SIDE, height: SIDE, steps: 150, n_iter: 50, denoising_strength: 1 },
    signal: client.signal,
  });
  const { id } = await until(
    async () => (await listJobs(userId, { states: ['running'], limit: 1 }))[0] ?? null,
  );
  client.abort();
  expect((await gone).status).toBe(499);
  await until(async () => ((await readdir(jobsDir())).includes(id) ? null : true));
});
