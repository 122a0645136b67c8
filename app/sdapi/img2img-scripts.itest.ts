import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createToken } from '@/lib/auth/tokens';
import { addUser } from '@/lib/auth/users';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { parseInfotext } from '@/lib/generation/parse-infotext';
import { ledgerOf } from '@/lib/jobs/testing';
import { startTestWorker, type TestWorker } from '@/worker/testing';
import { call } from './testing';

useTestDatabase();
useTestDataDir();

let worker: TestWorker;
let headers: { authorization: string };
let START: string;

/** Every place of it has its own colour. */
const start = (width: number, height: number) =>
  sharp(
    Buffer.from(
      Array.from({ length: width * height }, (_, i) => [
        (i % width) * 3,
        Math.floor(i / width) * 3,
        90,
      ]).flat(),
    ),
    { raw: { width, height, channels: 3 } },
  );

beforeAll(async () => {
  await addUser({ name: 'ann', role: 'member', password: 'a good password' });
  headers = { authorization: (await createToken({ userName: 'ann', name: 'test' })).secret };
  START = (await start(64, 64).png().toBuffer()).toString('base64');
  worker = await startTestWorker();
});
afterAll(() => worker.stop());

const img2img = (body: object) =>
  call('img2img', {
    headers,
    body: {
      prompt: 'a red barn',
      width: 64,
      height: 64,
      steps: 2,
      seed: 11,
      denoising_strength: 0.8,
      sampler_name: 'Euler',
      init_images: [START],
      ...body,
    },
  });

async function answered(body: object) {
  const { status, json, text } = await img2img(body);
  expect([status, status === 200 ? '' : text]).toEqual([200, '']);
  const info = JSON.parse(json.info);
  const pairs = (info.infotexts as string[]).map((infotext) => parseInfotext(infotext).pairs);
  return { images: json.images as string[], info, pairs };
}

async function pixels(image: string) {
  const { data, info } = await sharp(Buffer.from(image, 'base64'))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => [
    ...data.subarray(3 * (y * info.width + x), 3 * (y * info.width + x) + 3),
  ];
  return { width: info.width, height: info.height, at };
}

/** The job that came last: how many pictures it is billed for, and whether one entry. */
async function lastLedger() {
  const { rows } = await databasePool().query('SELECT id FROM job ORDER BY place DESC LIMIT 1');
  return ledgerOf(rows[0].id);
}

test('a loopback draws each picture from the one before it, with the next seed and another strength', async () => {
  const loop = { script_name: 'loopback', script_args: [3, 0.4, 'Linear', 'None'] };
  const { images, info, pairs } = await answered(loop);
  expect(images).toHaveLength(4);
  expect(await pixels(images[0]!)).toMatchObject({ width: 192, height: 64 });
  expect(new Set(images).size).toBe(4);
  expect(info).toMatchObject({ index_of_first_image: 1, all_seeds: [11, 12, 13] });
  expect(pairs.slice(1).map((told) => told.get('Denoising strength'))).toEqual([
    '0.8',
    '0.6000000000000001',
    '0.4',
  ]);
  for (const told of pairs) {
    expect(told.get('Final denoising strength')).toBe('0.4');
    expect(told.get('Denoising curve')).toBe('Linear');
  }
  expect(await lastLedger()).toMatchObject([{ pictures: 3 }]);
  // What is drawn by itself from the second picture is the third.
  const alone = await answered({ init_images: [images[2]], seed: 13, denoising_strength: 0.4 });
  expect((await pixels(alone.images[0]!)).at(20, 40)).toEqual((await pixels(images[3]!)).at(20, 40));
});

test('of several batches of a loopback the last pictures are answered; all are drawn', async () => {
  const { images, info } = await answered({ n_iter: 2, script_name: 'Loopback', script_args: [2, 0.4] });
  expect(images).toHaveLength(3);
  expect(await pixels(images[0]!)).toMatchObject({ width: 128, height: 64 });
  expect(info.infotexts.slice(1).map((text: string) => parseInfotext(text).pairs.get('Seed'))).toEqual([
    '12',
    '14',
  ]);
  expect(await lastLedger()).toMatchObject([{ pictures: 4 }]);
});

test('SD upscale draws an enlarged picture in tiles, which are one picture', async () => {
  const upscale = {
    script_name: 'SD upscale',
    script_args: ['', 16, 1, 2],
    batch_size: 4,
    save_images: true,
  };
  const { images, info, pairs } = await answered(upscale);
  expect(images).toHaveLength(1);
  expect(await pixels(images[0]!)).toMatchObject({ width: 128, height: 128 });
  expect(info).toMatchObject({ all_seeds: [11], index_of_first_image: 0 });
  expect(Object.fromEntries(pairs[0]!)).toMatchObject({
    'Size-1': '64',
    'SD upscale overlap': '16',
    'SD upscale upscaler': 'Lanczos',
  });
  expect(info.extra_generation_params).toMatchObject({ 'SD upscale upscaler': 'Lanczos' });
  expect(await lastLedger()).toMatchObject([{ pictures: 1 }]);
  const plain = await answered({ ...upscale, denoising_strength: 0, steps: 1 });
  expect(plain.images[0]).not.toBe(images[0]);
});

const outpainted = async (script_name: string, script_args: unknown[]) => {
  const { images } = await answered({ width: 128, height: 128, script_name, script_args });
  expect(images).toHaveLength(1);
  return pixels(images[0]!);
};

test("poor man's outpainting grows by the chosen sides and keeps the rest", async () => {
  const picture = await outpainted("Poor man's outpainting", [64, 2, 'fill', ['left', 'down']]);
  expect(picture).toMatchObject({ width: 128, height: 128 });
  expect(picture.at(64 + 50, 10)).toEqual([150, 30, 90]);
  expect(picture.at(10, 100)).not.toEqual([0, 0, 0]);
});

test('outpainting mk2 grows by the chosen sides and keeps the rest; a batch gives several', async () => {
  const picture = await outpainted('Outpainting mk2', ['', 64, 2, ['right', 'up'], 1, 0.05]);
  expect(picture).toMatchObject({ width: 128, height: 128 });
  expect(picture.at(10, 64 + 50)).toEqual([30, 150, 90]);
  expect(picture.at(120, 10)).not.toEqual([0, 0, 0]);
  const two = await answered({
    width: 128,
    batch_size: 2,
    script_name: 'Outpainting mk2',
    script_args: ['', 64, 2, ['left']],
  });
  expect(two.images).toHaveLength(3);
  expect(two.info.all_seeds).toEqual([11, 12]);
  expect(await lastLedger()).toMatchObject([{ pictures: 2 }]);
});

test.each<[string, object, number, object]>([
  [
    'interrogation',
    { script_name: 'Loopback', script_args: [2, 0.4, 'Linear', 'CLIP'] },
    501,
    { error: 'HTTPException' },
  ],
  [
    'no loops',
    { script_name: 'Loopback', script_args: [0] },
    422,
    { detail: [{ loc: ['body', 'script_args'], msg: 'Loops must be a whole number from 1 to 256.' }] },
  ],
  [
    'tiles that are all overlap',
    { script_name: 'SD upscale', script_args: ['', 64, 0, 2] },
    422,
    { detail: [{ msg: expect.stringContaining('must be larger') }] },
  ],
  [
    'as many pixels to expand as a tile has',
    { script_name: "Poor man's outpainting", script_args: [64, 4, 0, ['left']] },
    422,
    { detail: [{ msg: expect.stringContaining('larger than the 64 pixels to expand') }] },
  ],
  [
    'an unknown upscaler',
    { script_name: 'SD upscale', script_args: ['', 16, 99] },
    500,
    { error: 'IndexError' },
  ],
  [
    'no side',
    { script_name: 'Outpainting mk2', script_args: ['', 64, 2, []] },
    422,
    { detail: [{ msg: expect.stringContaining('No side is chosen') }] },
  ],
])('%s is refused', async (_, body, status, json) => {
  expect(await img2img(body)).toMatchObject({ status, json });
});

test('these scripts are offered where there is a picture', async () => {
  const { json: names } = await call('scripts', { headers });
  const titles = ['loopback', 'outpainting mk2', "poor man's outpainting", 'sd upscale'];
  expect(names.img2img).toEqual(expect.arrayContaining(titles));
  for (const title of titles) expect(names.txt2img).not.toContain(title);
  const { json: infos } = await call('script-info', { headers });
  const sdUpscale = infos.filter(({ name }: { name: string }) => name === 'sd upscale');
  expect(sdUpscale).toHaveLength(1);
  expect(sdUpscale[0].args[2]).toMatchObject({
    label: 'Upscaler',
    value: 'None',
    choices: ['None', 'Lanczos', 'Nearest'],
  });
  expect(await call('txt2img', { headers, body: { script_name: 'Loopback' } })).toMatchObject({
    status: 422,
  });
});
