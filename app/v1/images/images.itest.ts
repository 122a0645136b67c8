import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createToken } from '@/lib/auth/tokens';
import { addUser } from '@/lib/auth/users';
import { config } from '@/lib/config';
import { prepareTree } from '@/lib/data-dir';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { changeOptions } from '@/lib/options';
import { startTestWorker, type TestWorker } from '@/worker/testing';
import { POST as edits } from './edits/route';
import { POST as generations } from './generations/route';

useTestDatabase();
useTestDataDir();

let worker: TestWorker;
let ann: string;
let headers: { authorization: string };

beforeAll(async () => {
  ({ id: ann } = await addUser({ name: 'ann', role: 'member', password: 'a good password' }));
  await prepareTree({ kind: 'own', userName: 'ann' });
  headers = { authorization: `Bearer ${(await createToken({ userName: 'ann', name: 'test' })).secret}` };
  worker = await startTestWorker();
});
afterAll(() => worker.stop());

const SMALL = { prompt: 'a red barn', size: '64x64', steps: 2, seed: 7 };

async function generate(body: unknown, own: Record<string, string> = headers) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const request = new Request('http://studio.lan/v1/images/generations', {
    method: 'POST',
    headers: own,
    body: text,
  });
  const response = await generations(request);
  return { status: response.status, headers: response.headers, json: await response.json() };
}

async function edit(fields: Record<string, string | Blob>) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const response = await edits(
    new Request('http://studio.lan/v1/images/edits', { method: 'POST', headers, body: form }),
  );
  return { status: response.status, json: await response.json() };
}

const png = (base64: string) => sharp(Buffer.from(base64, 'base64'));
const RED = { width: 64, height: 64, channels: 4 as const, background: { r: 200, g: 30, b: 30, alpha: 1 } };
const CLEAR_CORNER = {
  width: 32,
  height: 32,
  channels: 4 as const,
  background: { r: 0, g: 0, b: 0, alpha: 1 },
};

/** A red square, its upper left quarter cut out. */
const withHole = () =>
  sharp({ create: RED })
    .composite([{ input: { create: CLEAR_CORNER }, left: 0, top: 0, blend: 'dest-out' }])
    .png()
    .toBuffer();
const blob = (bytes: Buffer) => new Blob([new Uint8Array(bytes)], { type: 'image/png' });

test('pictures from a prompt, by a name of a model that is theirs or ours', async () => {
  const { status, json } = await generate({
    ...SMALL,
    n: 2,
    model: 'gpt-image-1',
    quality: 'high',
    user: 'x',
  });
  expect(status).toBe(200);
  expect(json).toEqual({
    created: expect.any(Number),
    data: [{ b64_json: expect.any(String) }, { b64_json: expect.any(String) }],
  });
  expect(await png(json.data[0].b64_json).metadata()).toMatchObject({ width: 64, height: 64, format: 'png' });
  const named = await generate({ ...SMALL, model: 'starter-v0', response_format: 'b64_json' });
  expect(named.json.data[0]).toEqual(json.data[0]);
});

test.each([
  ['no prompt', {}, 400, { param: 'prompt' }],
  ['n 11', { ...SMALL, n: 11 }, 400, { param: 'n' }],
  ['a size that is none', { ...SMALL, size: 'large' }, 400, { param: 'size' }],
  ['a size that is too large', { ...SMALL, size: '9000x64' }, 422, { param: null }],
  ['an address is wanted', { ...SMALL, response_format: 'url' }, 400, { param: 'response_format' }],
  ['a JPEG is wanted', { ...SMALL, output_format: 'jpeg' }, 400, { param: 'output_format' }],
  ['an unknown model', { ...SMALL, model: 'nope' }, 400, { code: 'checkpoint_not_found' }],
  ['no JSON', '{', 400, { code: 'body_not_json' }],
  ['no object', '7', 400, { param: 'prompt' }],
])('%s', async (_, body, status, error) => {
  const answer = await generate(body);
  expect(answer.status).toBe(status);
  expect(answer.json.error).toMatchObject({
    type: 'invalid_request_error',
    message: expect.any(String),
    ...error,
  });
});

test('who has no token is told so in their words', async () => {
  expect(await generate(SMALL, {})).toMatchObject({
    status: 401,
    json: { error: { type: 'invalid_request_error', code: 'invalid_api_key' } },
  });
});

test('a picture is drawn anew where it or its mask is transparent, and nowhere else', async () => {
  const whole = await sharp({ create: RED }).png().toBuffer();
  const hole = await withHole();
  await changeOptions(ann, { return_mask: true });
  const { status, json } = await edit({ ...strings(SMALL), image: blob(whole), mask: blob(hole) });
  await changeOptions(ann, { return_mask: false });
  expect([status, json.data.length]).toEqual([200, 1]);
  const { data, info } = await png(json.data[0].b64_json).raw().toBuffer({ resolveWithObject: true });
  const pixel = (x: number, y: number) => [...data.subarray((y * 64 + x) * info.channels).subarray(0, 3)];
  expect(pixel(60, 60)).toEqual([200, 30, 30]);
  expect(pixel(4, 4)).not.toEqual([200, 30, 30]);
  const itself = await edit({ ...strings(SMALL), image: blob(hole) });
  expect(itself.status).toBe(200);
});

test('a picture without holes is drawn from as a whole, in its own size', async () => {
  const whole = await sharp({ create: { ...RED, width: 70, height: 130 } })
    .removeAlpha()
    .png()
    .toBuffer();
  const { json } = await edit({ prompt: 'a barn', steps: '1', seed: '1', 'image[]': blob(whole) });
  expect(await png(json.data[0].b64_json).metadata()).toMatchObject({ width: 64, height: 128 });
});

test.each([
  ['no picture', {}, 'image'],
  ['text for a picture', { image: 'AAAA' }, 'image'],
  ['a file that is no picture', { image: new Blob(['<svg/>']) }, 'image'],
])('%s', async (_, fields: Record<string, string | Blob>, param) => {
  expect(await edit({ prompt: 'a barn', ...fields })).toMatchObject({
    status: 400,
    json: { error: { param } },
  });
});

test('a mask without a hole masks nothing', async () => {
  const whole = blob(await sharp({ create: RED }).png().toBuffer());
  expect(await edit({ prompt: 'a barn', image: whole, mask: whole })).toMatchObject({
    status: 400,
    json: { error: { param: 'mask' } },
  });
});

test('while the API is off there is nothing', async () => {
  process.env.ATELIER_CONFIG = JSON.stringify({ ...config(), api: false });
  expect((await generate(SMALL)).status).toBe(404);
  process.env.ATELIER_CONFIG = JSON.stringify({ ...config(), api: true });
});

const strings = (fields: object) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));
