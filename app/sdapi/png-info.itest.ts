import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { createToken } from '@/lib/auth/tokens';
import { addUser } from '@/lib/auth/users';
import { userDir } from '@/lib/data-dir';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { withPngText } from '@/lib/pictures/png-text';
import { call } from './testing';

useTestDatabase();
useTestDataDir();

let headers: { authorization: string };
beforeAll(async () => {
  await addUser({ name: 'ann', role: 'member', password: 'a good password' });
  headers = { authorization: (await createToken({ userName: 'ann', name: 'test' })).secret };
});

const picture = (infotext?: string) =>
  sharp({ create: { width: 8, height: 8, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
    .then((png) => (infotext === undefined ? png : withPngText(png, 'parameters', infotext)));
const info = async (file: Buffer, prefix = '') =>
  call('png-info', { headers, body: { image: prefix + file.toString('base64') } });

/** What is told of a picture that says nothing. */
const NOTHING_SAID = {
  Prompt: '',
  'Negative prompt': '',
  'Clip skip': '1',
  'Hires resize-1': 0,
  'Hires resize-2': 0,
  'Hires sampler': 'Use same sampler',
  'Hires schedule type': 'Use same scheduler',
  'Hires checkpoint': 'Use same checkpoint',
  'Hires prompt': '',
  'Hires negative prompt': '',
  'Mask mode': 'Inpaint masked',
  'Masked content': 'original',
  'Inpaint area': 'Whole picture',
  'Masked area padding': 32,
  RNG: 'GPU',
  'Schedule type': 'Automatic',
  'Schedule max sigma': 0,
  'Schedule min sigma': 0,
  'Schedule rho': 0,
  'VAE Encoder': 'Full',
  'VAE Decoder': 'Full',
  'FP8 weight': 'Disable',
  'Refiner switch by sampling steps': false,
};

test('what a picture was made with, as text, and what it leaves unsaid', async () => {
  const infotext =
    '(a cat:1.2), 猫\nNegative prompt: blurry\nSteps: 8, Sampler: Euler a, CFG scale: 7.0, Seed: 5, Size: 512x768, RNG: CPU, Lora hashes: "add: 12, b: 34"';
  for (const prefix of ['', 'data:image/png;base64,', '\n  ']) {
    const { status, json } = await info(await picture(infotext), prefix);
    expect(status).toBe(200);
    expect(json).toEqual({
      info: infotext,
      items: {},
      parameters: {
        ...NOTHING_SAID,
        Prompt: '(a cat:1.2), 猫',
        'Negative prompt': 'blurry',
        Steps: '8',
        Sampler: 'Euler a',
        'CFG scale': '7.0',
        Seed: '5',
        'Size-1': '512',
        'Size-2': '768',
        RNG: 'CPU',
        'Lora hashes': 'add: 12, b: 34',
        Emphasis: 'Original',
      },
    });
  }
});

test('a picture that says nothing is told of as well', async () => {
  const { status, json } = await info(await picture());
  expect([status, json]).toEqual([200, { info: '', items: {}, parameters: NOTHING_SAID }]);
});

test('other texts of the file are items', async () => {
  const file = withPngText(await picture('a cat'), 'postprocessing', 'Postprocess upscale by: 2');
  const { json } = await info(withPngText(file, 'exif', 'not a word of its maker'));
  expect(json).toMatchObject({ info: 'a cat', items: { postprocessing: 'Postprocess upscale by: 2' } });
  expect(json.items).not.toHaveProperty('exif');
});

test('what old versions wrote means what it meant then', async () => {
  const old =
    'a [cat:dog:5]\nSteps: 8, Sampler: DDIM, Seed: 1, Size: 1024x1024, First pass size: 512x512, Version: v1.5.2';
  expect((await info(await picture(old))).json.parameters).toMatchObject({
    'Size-1': '512',
    'Hires resize-1': '1024',
    'Old prompt editing timelines': true,
    'Pad conds v0': true,
    'Downcast alphas_cumprod': true,
    'Refiner switch by sampling steps': false,
  });
});

test.each([
  ['no picture', {}, 422, 'field required'],
  ['null', { image: null }, 422, 'none is not an allowed value'],
  ['a list', { image: [] }, 422, 'str type expected'],
])('%s: 422', async (_, body, status, message) => {
  const answer = await call('png-info', { headers, body });
  expect(answer.status).toBe(status);
  expect(answer.json.detail).toEqual([expect.objectContaining({ loc: ['body', 'image'], msg: message })]);
});

test.each([
  ['nothing', ''],
  ['no base64', '???'],
  ['base64 of text', Buffer.from('no picture at all').toString('base64')],
  ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>').toString('base64')],
])('%s: 500 as programs know it', async (_, image) => {
  expect(await call('png-info', { headers, body: { image } })).toMatchObject({
    status: 500,
    json: expect.objectContaining({ detail: 'Invalid encoded image' }),
  });
});

test('texts of the caller’s styles are cut out as their options say; keys they pass over are not told', async () => {
  await mkdir(userDir('ann'), { recursive: true });
  await writeFile(
    join(userDir('ann'), 'styles.csv'),
    'name,prompt,negative_prompt\noil,oil on canvas,photo\nframe,"a picture of {prompt}, framed",\n',
  );
  const text = 'a picture of a barn, oil on canvas, framed\nNegative prompt: blurry, photo';
  const read = async (options: object, pairs = 'Steps: 8, Sampler: Euler, Seed: 5') => {
    await call('options', {
      headers,
      body: { infotext_styles: 'Apply if any', infotext_skip_pasting: [], ...options },
    });
    return (await info(await picture(`${text}\n${pairs}`))).json.parameters;
  };
  const cut = { Prompt: 'a barn', 'Negative prompt': 'blurry' };
  expect(await read({})).toMatchObject({ ...cut, 'Styles array': ['oil', 'frame'] });
  expect(await read({ infotext_styles: 'Apply' })).toMatchObject({
    ...cut,
    'Styles array': ['oil', 'frame'],
  });
  const discarded = await read({ infotext_styles: 'Discard' });
  expect(discarded).toMatchObject(cut);
  expect(discarded).not.toHaveProperty('Styles array');
  expect(await read({ infotext_styles: 'Ignore' })).toMatchObject({ Prompt: text.split('\n')[0] });
  const others = 'Steps: 8, Sampler: Euler, Seed: 5, Hires prompt: a house';
  expect(await read({}, others)).toMatchObject({ Prompt: text.split('\n')[0], 'Hires prompt': 'a house' });
  const skipped = await read({ infotext_skip_pasting: ['Seed', 'Prompt'] });
  expect(skipped).toMatchObject({ Prompt: 'a barn', Steps: '8' });
  expect(skipped).not.toHaveProperty('Seed');
});
