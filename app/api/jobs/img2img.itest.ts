import { readdir } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createToken } from '@/lib/auth/tokens';
import { addUser } from '@/lib/auth/users';
import { jobsDir } from '@/lib/data-dir';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import type { JobView } from '@/lib/jobs/types';
import { PICTURE_LIMITS } from '@/lib/pictures/limits';
import { startTestWorker, type TestWorker } from '@/worker/testing';
import { POST } from './route';

useTestDatabase();
useTestDataDir();

let worker: TestWorker;
let authorization: string;
beforeAll(async () => {
  await addUser({ name: 'ann', role: 'member', password: 'a good password' });
  authorization = (await createToken({ userName: 'ann', name: 'test' })).secret;
  worker = await startTestWorker();
});
afterAll(() => worker.stop());

const png = (background: string, width = 64, height = 64) =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();

const REQUEST = {
  kind: 'img2img',
  prompt: 'a tree',
  steps: 1,
  width: 64,
  height: 64,
  denoisingStrength: 0.5,
};

async function submit(pictures: [name: string, file: Buffer][], request: object = REQUEST) {
  const form = new FormData();
  form.append('request', JSON.stringify(request));
  for (const [name, file] of pictures) form.append(name, new Blob([new Uint8Array(file)]), `${name}.png`);
  const answer = await POST(
    new Request('http://atelier.test/api/jobs', { method: 'POST', headers: { authorization }, body: form }),
    undefined,
  );
  return { status: answer.status, body: await answer.json() };
}

test('a picture and a mask come with the form and are what the job starts from', async () => {
  const { status, body } = await submit(
    [
      ['picture', await png('#d03020', 96, 48)],
      ['mask', await png('#ffffff', 96, 48)],
    ],
    {
      ...REQUEST,
      resizeMode: 1,
      maskBlurX: 2,
      maskBlurY: 2,
      maskInvert: false,
      inpaintingFill: 1,
      inpaintFullRes: false,
    },
  );
  expect(status).toBe(201);
  const { request } = body as JobView;
  expect(request.kind).toBe('img2img');
  expect(request.img2img).toMatchObject({
    init_images: [{ width: 96, height: 48 }],
    resize_mode: 1,
    denoising_strength: 0.5,
    mask: { is_blank: false, mask_blur_x: 2, inpainting_fill: 1, inpaint_full_res: false },
  });
});

test('several pictures make a batch, one drawn from each', async () => {
  const { body } = await submit([
    ['picture', await png('#d03020')],
    ['picture', await png('#2040b0')],
  ]);
  expect((body as JobView).request).toMatchObject({ batch_size: 2, img2img: { init_images: [{}, {}] } });
});

test('a blank mask under "Only masked" is told', async () => {
  const { body } = await submit([
    ['picture', await png('#d03020')],
    ['mask', await png('#000000')],
  ]);
  expect((body as JobView).request.warnings).toEqual([
    'The mask is blank, so the whole picture was drawn as without a mask.',
  ]);
});

/** The head of a PNG of 40,000 × 40,000, and nothing of its pixels. */
function hugePng(): Promise<Buffer> {
  return png('#000000', 8, 8).then((small) => {
    const head = Buffer.from(small);
    head.writeUInt32BE(40_000, 16);
    head.writeUInt32BE(40_000, 20);
    head.writeUInt32BE(crc32(head.subarray(12, 29)), 29);
    return head;
  });
}

test.each([
  ['none', async () => null, 422, 'There is no picture to start from.'],
  ['a text', async () => Buffer.from('some notes'), 422, 'This is no picture that can be read'],
  ['half of a PNG', async () => (await png('#d03020', 512, 512)).subarray(0, 900), 422, 'This is no picture'],
  ['40,000 pixels a side', hugePng, 422, '40000×40000 pixels is too large'],
  ['300 MB', async () => Buffer.alloc(300 * 1024 * 1024), 413, 'Send less at once.'],
  [
    'one larger than a picture may be',
    async () => Buffer.alloc(PICTURE_LIMITS.bytes + 1),
    422,
    'is too large',
  ],
])('%s instead of a picture is refused with a sentence', async (_, file, status, sentence) => {
  const bytes = await file();
  const refused = await submit(bytes ? [['picture', bytes]] : []);
  expect(refused.status).toBe(status);
  expect(refused.body.error.message).toContain(sentence);
  expect((await readdir(jobsDir())).filter((name) => name.endsWith('.new'))).toEqual([]);
});

test('a form whose request is no JSON, and fields out of bounds, are refused by name', async () => {
  const form = new FormData();
  form.append('request', '{');
  const headers = { authorization };
  const answer = await POST(
    new Request('http://atelier.test/api/jobs', { method: 'POST', headers, body: form }),
    undefined,
  );
  expect(answer.status).toBe(400);
  const bad = await submit([['picture', await png('#d03020')]], { ...REQUEST, resizeMode: 9 });
  expect(bad.status).toBe(422);
  expect(bad.body.error.message).toBe('The resize mode must be 0, 1, 2 or 3.');
});
