import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createToken } from '@/lib/auth/tokens';
import { addUser } from '@/lib/auth/users';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { parseInfotext } from '@/lib/generation/parse-infotext';
import { startTestWorker, type TestWorker } from '@/worker/testing';
import { call } from './testing';

useTestDatabase();
useTestDataDir();

let worker: TestWorker;
let headers: { authorization: string };

beforeAll(async () => {
  await addUser({ name: 'ann', role: 'member', password: 'a good password' });
  headers = { authorization: (await createToken({ userName: 'ann', name: 'test' })).secret };
  worker = await startTestWorker();
});
afterAll(() => worker.stop());

const SMALL = { prompt: 'a red barn', width: 64, height: 64, steps: 1, seed: 11, sampler_name: 'Euler' };
const decoded = (base64: string) => sharp(Buffer.from(base64, 'base64')).metadata();

async function answered(body: object, name: 'txt2img' | 'img2img' = 'txt2img') {
  const { status, json } = await call(name, { headers, body: { ...SMALL, ...body } });
  expect(status).toBe(200);
  return { images: json.images as string[], info: JSON.parse(json.info) };
}

const pairsOf = (infotext: string) => parseInfotext(infotext).pairs;

/** Arguments of a plot in the order programs send them. */
const plot = (
  [x, xs]: [number | string, string | string[]],
  [y, ys]: [number | string, string | string[]] = [0, ''],
  [z, zs]: [number | string, string | string[]] = [0, ''],
  more: unknown[] = [],
) => ({
  script_name: 'X/Y/Z plot',
  script_args: [
    ...[x, ...(Array.isArray(xs) ? ['', xs] : [xs, []])],
    ...[y, ...(Array.isArray(ys) ? ['', ys] : [ys, []])],
    ...[z, ...(Array.isArray(zs) ? ['', zs] : [zs, []])],
    ...more,
  ],
});

test('an X/Y/Z plot answers with its grid; axes by their place or label, values as text or as a list', async () => {
  const { images, info } = await answered(plot([4, '1-2'], ['Sampler', ['Euler', 'DDIM']]));
  expect(images).toHaveLength(1);
  const { width = 0, height = 0 } = await decoded(images[0]!);
  expect(width).toBeGreaterThan(2 * 64);
  expect(height).toBeGreaterThan(2 * 64);
  expect(info.infotexts).toHaveLength(1);
  expect(Object.fromEntries(pairsOf(info.infotexts[0]))).toMatchObject({
    Script: 'X/Y/Z plot',
    'X Type': 'Steps',
    'X Values': '1-2',
    'Y Type': 'Sampler',
    'Y Values': 'Euler, DDIM',
    Seed: '11',
    Steps: '1',
  });
  expect(info).toMatchObject({ index_of_first_image: 1, all_seeds: [11, 11, 11, 11], seed: 11 });
});

test('sub images and sub grids come behind the grid of all; without a legend it is the pictures alone', async () => {
  const options = [false, true, true, false, true, false, false, 10];
  const { images, info } = await answered(
    plot(['Steps', '1,2'], ['Nothing', ''], ['CFG Scale', '5, 6'], options),
  );
  const sizes = await Promise.all(images.map(decoded));
  expect(sizes.map(({ width, height }) => [width, height]).slice(1)).toEqual([
    [138, 64],
    [138, 64],
    [64, 64],
    [64, 64],
    [64, 64],
    [64, 64],
  ]);
  expect(info.index_of_first_image).toBe(3);
  expect(info.all_seeds).toEqual([11, 12, 11, 12]);
  expect(info.infotexts.map((text: string) => pairsOf(text).get('CFG scale'))).toEqual([
    '5.0',
    '5.0',
    '6.0',
    '5.0',
    '5.0',
    '6.0',
    '6.0',
  ]);
  expect(info.infotexts.map((text: string) => pairsOf(text).has('Z Type'))).toEqual([
    true,
    ...Array.from({ length: 6 }, () => false),
  ]);
});

test('a prompt matrix and prompts from a text answer with all pictures', async () => {
  const matrix = await answered({
    script_name: 'prompt matrix',
    script_args: [true],
    prompt: 'a barn|red|old',
  });
  expect(matrix.images).toHaveLength(5);
  expect(matrix.info.all_prompts).toEqual(['a barn', 'red, a barn', 'old, a barn', 'red, old, a barn']);
  expect(matrix.info.index_of_first_image).toBe(1);
  const list = await answered({
    script_name: 'Prompts from file or textbox',
    script_args: [true, false, 'end', 'in snow\n--prompt "at night" --width 128', true],
  });
  expect(list.images).toHaveLength(3);
  expect(list.info.all_prompts).toEqual(['a red barn in snow', 'a red barn at night']);
  expect(list.info.all_seeds).toEqual([11, 12]);
  expect(await decoded(list.images[2]!)).toMatchObject({ width: 128, height: 64 });
});

test('img2img plots what only it has', async () => {
  const init = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#c04020' } })
    .png()
    .toBuffer();
  const body = {
    init_images: [init.toString('base64')],
    ...plot(['Denoising', '0.2, 0.9'], undefined, undefined, [true, true]),
  };
  const { images, info } = await answered(body, 'img2img');
  expect(images).toHaveLength(3);
  expect(images[1]).not.toBe(images[2]);
  expect(info.infotexts.map((text: string) => pairsOf(text).get('Denoising strength'))).toEqual([
    '0.2',
    '0.2',
    '0.9',
  ]);
});

test('scripts on offer are listed with their arguments', async () => {
  const { json: names } = await call('scripts', { headers });
  for (const kind of ['txt2img', 'img2img'])
    expect(names[kind]).toEqual(
      expect.arrayContaining(['prompt matrix', 'prompts from file or textbox', 'x/y/z plot']),
    );
  const { json: infos } = await call('script-info', { headers });
  const info = (name: string, isImg2img: boolean) =>
    infos.find(
      (entry: { name: string; is_img2img: boolean }) => entry.name === name && entry.is_img2img === isImg2img,
    );
  expect(info('x/y/z plot', false).args).toHaveLength(18);
  expect(info('x/y/z plot', true).args[0].choices).toContain('Cond. Image Mask Weight');
  expect(info('prompt matrix', false).args[4]).toEqual({
    label: 'Grid margins (px)',
    value: 0,
    minimum: 0,
    maximum: 500,
    step: 2,
    choices: null,
  });
  expect(info('seed', false)).toMatchObject({ is_alwayson: true, args: [] });
});
