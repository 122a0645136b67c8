import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createToken } from '@/lib/auth/tokens';
import { addUser } from '@/lib/auth/users';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { CheckpointNetworks } from '@/worker/engine/networks/checkpoint-networks';
import { openCheckpoint } from '@/worker/engine/networks/open-checkpoint';
import { decodeLatent } from '@/worker/engine/pipeline/decode';
import type { PipelineModel } from '@/worker/engine/pipeline/model';
import type { LatentShape } from '@/worker/engine/pipeline/picture';
import { finishPipeline } from '@/worker/engine/testing/finish-pipeline';
import { golden, STARTER } from '@/worker/engine/testing/paths';
import { floats, readTensors, type TestTensor } from '@/worker/engine/testing/tensors';
import { startTestWorker, type TestWorker } from '@/worker/testing';
import { call } from './testing';

useTestDatabase();
useTestDataDir();

/** How the golden file names what decides a case (worker/engine/golden/starter.py). */
interface Case {
  sampler: string;
  schedule?: 'uniform' | 'karras';
  steps: number;
  seed: number;
  strength: number;
  fix_steps?: boolean;
  fill?: number;
  /** Left, top, right, bottom of what is masked. */
  mask?: [number, number, number, number];
  padding?: number;
}

const SIDE = 128;
const { cases, ...usual } = JSON.parse(await readFile(golden('starter-img2img.json'), 'utf8')) as {
  cases: Record<string, Case>;
  prompt: string;
  guidance: number;
};
const tensors = await readTensors(golden('starter-img2img.safetensors'));

let worker: TestWorker;
let networks: CheckpointNetworks;
let model: PipelineModel;
let headers: { authorization: string };
beforeAll(async () => {
  await addUser({ name: 'ann', role: 'member', password: 'a good password' });
  headers = { authorization: (await createToken({ userName: 'ann', name: 'test' })).secret };
  worker = await startTestWorker();
  const checkpoint = await openCheckpoint(STARTER);
  model = checkpoint.model;
  networks = new CheckpointNetworks(checkpoint.file, model.architecture, { name: 'cpu', threads: 2 });
});
afterAll(async () => {
  await networks.release();
  await worker.stop();
});

async function png(samples: Uint8Array, channels: 1 | 3): Promise<string> {
  const raw = { width: SIDE, height: SIDE, channels };
  return (await sharp(samples, { raw }).png().toBuffer()).toString('base64');
}

function maskOf({ fill, mask }: Case): Uint8Array | null {
  if (fill !== undefined) return tensors.get('mask')!.data as Uint8Array;
  if (!mask) return null;
  const [x1, y1, x2, y2] = mask;
  const levels = new Uint8Array(SIDE * SIDE);
  for (let y = y1; y < y2; y++) levels.fill(255, y * SIDE + x1, y * SIDE + x2);
  return levels;
}

async function drawn(facts: Case, isOverlaid: boolean): Promise<Buffer> {
  const mask = maskOf(facts);
  const { status, json } = await call('img2img', {
    headers,
    body: {
      prompt: usual.prompt,
      cfg_scale: usual.guidance,
      width: SIDE,
      height: SIDE,
      steps: facts.steps,
      seed: facts.seed,
      sampler_name: facts.sampler,
      scheduler: facts.schedule ?? 'Automatic',
      denoising_strength: facts.strength,
      init_images: [await png(tensors.get('picture')!.data as Uint8Array, 3)],
      ...(mask ? { mask: await png(mask, 1) } : {}),
      inpainting_fill: facts.fill ?? 1,
      inpaint_full_res: facts.padding !== undefined,
      inpaint_full_res_padding: facts.padding ?? 0,
      override_settings: { img2img_fix_steps: facts.fix_steps ?? false, overlay_inpaint: isOverlaid },
    },
  });
  expect(status).toBe(200);
  return sharp(Buffer.from(json.images[0], 'base64')).raw().toBuffer();
}

/** At most a few samples of a stored part may fall on the other side of a whole number. */
function expectPart(picture: Buffer, stored: TestTensor, corner?: [left: number, top: number]): void {
  const [height, width] = stored.shape as [number, number];
  const [left, top] = corner ?? [(SIDE - width) / 2, (SIDE - height) / 2];
  let differing = 0;
  for (let y = 0; y < height; y++) {
    for (let i = 0; i < 3 * width; i++) {
      const expected = (stored.data as Uint8Array)[3 * y * width + i]!;
      const gap = Math.abs(picture[3 * ((y + top) * SIDE + left) + i]! - expected);
      expect(gap).toBeLessThanOrEqual(1);
      differing += gap;
    }
  }
  expect(differing / stored.data.length).toBeLessThan(0.002);
}

const LATENT: LatentShape = [4, SIDE / 8, SIDE / 8];

/** What the checkpoint makes of a case's last latent. */
async function decodedLatent(name: string): Promise<TestTensor> {
  const { data } = floats(tensors, `${name} | latent`);
  const latent = data.slice(-LATENT.reduce((a, b) => a * b));
  const { rgb } = await finishPipeline(networks, decodeLatent(model, latent, LATENT));
  return { shape: [SIDE, SIDE, 3], data: rgb };
}

const wholePictures = Object.entries(cases).filter(([, { mask }]) => !mask);
const overlaid = Object.entries(cases).filter(([name]) => tensors.has(`${name} | with overlay`));

test('the golden file has cases of every kind', () => {
  expect(wholePictures.length).toBeGreaterThan(15);
  expect(overlaid.length).toBeGreaterThan(1);
});

test.each(wholePictures)('%s: the program’s picture is the reference’s', async (name, facts) => {
  const picture = await drawn(facts, false);
  expectPart(picture, await decodedLatent(name));
  const middle = tensors.get(`${name} | middle`);
  if (middle) expectPart(picture, middle);
});

test.each(overlaid)('%s, under the original', async (name, facts) => {
  const corner: [number, number] = facts.mask ? [52, 0] : [20, 30];
  expectPart(await drawn(facts, true), tensors.get(`${name} | with overlay`)!, corner);
});
