import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { CheckpointNetworks } from '../networks/checkpoint-networks';
import { openCheckpoint } from '../networks/open-checkpoint';
import type { Pixels } from '../pixels';
import { finishPipeline } from '../testing/finish-pipeline';
import { golden, STARTER } from '../testing/paths';
import { floats, readTensors, relativeError, type TestTensor } from '../testing/tensors';
import { draw } from './draw';
import type { PipelineModel } from './model';
import type { Img2ImgRequest, InpaintMask, PictureRequest, Txt2ImgRequest } from './request';

/** How the golden files name a case's schedule and what else decides it. */
interface Case {
  sampler: Txt2ImgRequest['sampler'];
  schedule?: 'uniform' | 'karras';
  steps: number;
  seed: number;
  strength: number;
  fix_steps?: boolean;
  fill?: 0 | 1 | 2 | 3;
  prompt?: string;
  negative?: string;
  source?: 'NV';
  width?: number;
  height?: number;
  second_pass_steps: number;
  upscaler: NonNullable<Txt2ImgRequest['hires']>['upscaler'];
  scale?: number;
  resize?: [number, number];
}

interface Drawn {
  /** The latent before each evaluation, then the final one. */
  states: Float32Array[];
  pixels: Pixels;
}

let networks: CheckpointNetworks;
let model: PipelineModel;

beforeAll(async () => {
  const checkpoint = await openCheckpoint(STARTER);
  model = checkpoint.model;
  networks = new CheckpointNetworks(checkpoint.file, model.architecture, { name: 'cpu', threads: 2 });
  return () => networks.release();
});

async function drawn(request: PictureRequest): Promise<Drawn> {
  const states: Float32Array[] = [];
  const { latentScale } = model.architecture;
  const { pixels } = await finishPipeline(networks, draw(model, request).run, ({ network, rows, inputs }) => {
    if (network === 'decoder')
      states.push((inputs.z!.data as Float32Array).map((value) => value * latentScale));
    if (network !== 'denoiser') return;
    const sigma = model.schedule.timestepToSigma((inputs.timesteps!.data as Float32Array)[0]!);
    const x = inputs.x!.data as Float32Array;
    states.push(x.slice(0, x.length / rows).map((value) => value * Math.sqrt(1 + sigma ** 2)));
  });
  return { states, pixels };
}

const base = ({
  sampler,
  schedule,
  steps,
  seed,
  prompt,
  negative,
  source,
  width,
  height,
}: Case): Txt2ImgRequest => ({
  prompt: prompt ?? 'a cute dog',
  negativePrompt: negative ?? '',
  width: width ?? 128,
  height: height ?? 128,
  steps,
  cfgScale: 7,
  sampler,
  scheduler: schedule === 'karras' ? 'Karras' : schedule === 'uniform' ? 'Uniform' : 'Automatic',
  seed,
  clipSkip: 1,
  ...(source ? { noiseSource: source } : {}),
});

/** The latents of a case are every state of it, or the last one only. */
function expectLatents({ states }: Drawn, expected: Float32Array): void {
  const { length } = states.at(-1)!;
  const stored = expected.length / length;
  for (let i = 0; i < stored; i++) {
    const state = states.slice(-stored)[i]!;
    expect(relativeError(state, expected.slice(i * length, (i + 1) * length))).toBeLessThan(1e-4);
  }
}

/** A stored part of the picture: at most a few levels may fall on the other side of a whole number. */
function expectPixels({ pixels }: Drawn, stored: TestTensor | undefined, left?: number, top?: number): void {
  if (!stored) return;
  const [height, width] = stored.shape as [number, number];
  const [x0, y0] = [left ?? (pixels.width - width) >> 1, top ?? (pixels.height - height) >> 1];
  let differing = 0;
  for (let y = 0; y < height; y++) {
    for (let i = 0; i < 3 * width; i++) {
      const gap = Math.abs(
        pixels.rgb[3 * ((y + y0) * pixels.width + x0) + i]! - (stored.data as Uint8Array)[3 * y * width + i]!,
      );
      expect(gap).toBeLessThanOrEqual(1);
      differing += gap;
    }
  }
  expect(differing / stored.data.length).toBeLessThan(0.002);
}

const FILES = ['txt2img', 'img2img', 'hires'] as const;
const indexes = Object.fromEntries(
  await Promise.all(
    FILES.map(async (file) => [
      file,
      JSON.parse(await readFile(golden(`starter-${file}.json`), 'utf8')).cases,
    ]),
  ),
) as Record<(typeof FILES)[number], Record<string, Case>>;
const casesOf = (file: (typeof FILES)[number], start: string) =>
  Object.entries(indexes[file]).filter(([name]) => name.startsWith(start));

describe('pictures from text, against the reference', { timeout: 120_000 }, () => {
  let tensors: Map<string, TestTensor>;
  beforeAll(async () => {
    tensors = await readTensors(golden('starter-txt2img.safetensors'));
  });

  it.each(casesOf('txt2img', ''))('%s', async (name, facts) => {
    const result = await drawn(base(facts));
    expectLatents(result, floats(tensors, `${name} | latent`).data);
    expectPixels(result, tensors.get(`${name} | middle`));
  });
});

describe('pictures from pictures, against the reference', { timeout: 120_000 }, () => {
  let tensors: Map<string, TestTensor>;
  let init: Pixels;
  beforeAll(async () => {
    tensors = await readTensors(golden('starter-img2img.safetensors'));
    init = { width: 128, height: 128, rgb: tensors.get('picture')!.data as Uint8Array };
  });
  const img2img = (facts: Case): Img2ImgRequest => ({
    ...base(facts),
    init,
    resizeMode: 0,
    denoisingStrength: facts.strength,
    fixSteps: facts.fix_steps ?? false,
  });
  const mask = (levels: Uint8Array, content: InpaintMask['content']): InpaintMask => ({
    width: 128,
    height: 128,
    levels,
    blurX: 4,
    blurY: 4,
    content,
  });

  it.each(casesOf('img2img', 'img2img'))('%s', async (name, facts) => {
    const result = await drawn(img2img(facts));
    expectLatents(result, floats(tensors, `${name} | latent`).data);
    expectPixels(result, tensors.get(`${name} | middle`));
  });

  it.each(casesOf('img2img', 'inpaint'))('%s', async (name, facts) => {
    const content = (['fill', 'original', 'latent noise', 'latent nothing'] as const)[facts.fill!];
    const request = { ...img2img(facts), mask: mask(tensors.get('mask')!.data as Uint8Array, content) };
    const result = await drawn(request);
    expectLatents(result, floats(tensors, `${name} | latent`).data);
    const middle = tensors.get(`${name} | middle`);
    if (middle)
      expectPixels(await drawn({ ...request, mask: { ...request.mask, isOverlaid: false } }), middle);
    expectPixels(result, tensors.get(`${name} | with overlay`), 20, 30);
  });

  it.each(casesOf('img2img', 'only masked'))('%s', async (name, facts) => {
    const levels = new Uint8Array(128 * 128);
    for (let y = 20; y < 50; y++) levels.fill(255, y * 128 + 70, y * 128 + 100);
    const result = await drawn({
      ...img2img(facts),
      mask: { ...mask(levels, 'original'), onlyMasked: { padding: 8 } },
    });
    expectLatents(result, floats(tensors, `${name} | latent`).data);
    expectPixels(result, tensors.get(`${name} | with overlay`), 52, 0);
  });
});

describe('the hires fix, against the reference', { timeout: 120_000 }, () => {
  let tensors: Map<string, TestTensor>;
  beforeAll(async () => {
    tensors = await readTensors(golden('starter-hires.safetensors'));
  });

  it.each(casesOf('hires', 'hires'))('%s', async (name, facts) => {
    const { sampler, scheduler } = base(facts);
    const { scale, resize, second_pass_steps: steps, strength: denoisingStrength, upscaler } = facts;
    const size = resize ? { width: resize[0], height: resize[1] } : { scale: scale! };
    const first = base(indexes.hires['first pass']!);
    const result = await drawn({
      ...first,
      hires: { upscaler, size, steps, denoisingStrength, sampler, scheduler },
    });
    expectLatents(result, floats(tensors, `${name} | latent`).data);
    expectPixels(result, tensors.get(`${name} | middle`));
  });
});
