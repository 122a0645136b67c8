import { beforeAll, expect, it } from 'vitest';
import { CheckpointNetworks } from '../networks/checkpoint-networks';
import { openCheckpoint } from '../networks/open-checkpoint';
import type { Pixels } from '../pixels';
import { finishPipeline } from '../testing/finish-pipeline';
import { STARTER } from '../testing/paths';
import { safetensorsOf, storedTensors } from '../testing/stored-tensors';
import { temporaryFile } from '../testing/write-safetensors';
import { draw } from './draw';
import type { PipelineModel } from './model';
import type { Img2ImgRequest, PictureRequest, Txt2ImgRequest } from './request';

const FIRST = 'model.diffusion_model.input_blocks.0.0.weight';
const LATENT_AND_MASK = 9;

interface Opened {
  networks: CheckpointNetworks;
  model: PipelineModel;
}

async function opened(path: string): Promise<Opened> {
  const { file, model } = await openCheckpoint(path);
  return { model, networks: new CheckpointNetworks(file, model.architecture, { name: 'cpu', threads: 2 }) };
}

/** The starter with a first convolution that takes the mask and the masked picture too, and heeds neither. */
async function heedlessInpainter(): Promise<string> {
  const tensors = await storedTensors(STARTER);
  const first = tensors.get(FIRST)!;
  const [out, from, ...kernel] = first.shape as [number, number, number, number];
  const filterBytes = first.data.length / out;
  const data = Buffer.alloc((first.data.length / from) * LATENT_AND_MASK);
  for (let i = 0; i < out; i++) {
    first.data.copy(data, (i * data.length) / out, i * filterBytes, (i + 1) * filterBytes);
  }
  tensors.set(FIRST, { ...first, shape: [out, LATENT_AND_MASK, ...kernel], data });
  return temporaryFile(safetensorsOf(tensors));
}

let plain: Opened;
let inpainter: Opened;
beforeAll(async () => {
  plain = await opened(STARTER);
  inpainter = await opened(await heedlessInpainter());
  return async () => {
    await plain.networks.release();
    await inpainter.networks.release();
  };
});

const txt2img: Txt2ImgRequest = {
  prompt: 'a cute dog',
  negativePrompt: '',
  width: 64,
  height: 64,
  steps: 4,
  cfgScale: 7,
  sampler: 'Euler',
  scheduler: 'Automatic',
  seed: 5,
  clipSkip: 1,
};
const img2img: Img2ImgRequest = {
  ...txt2img,
  init: { width: 40, height: 50, rgb: Uint8Array.from({ length: 3 * 40 * 50 }, (_, i) => i % 251) },
  resizeMode: 0,
  denoisingStrength: 0.7,
};
const levels = new Uint8Array(40 * 50).fill(255, 900);
const mask = { width: 40, height: 50, levels, blurX: 2, blurY: 2, content: 'original' } as const;

it.each<[string, PictureRequest]>([
  ['a picture from text', txt2img],
  [
    'two passes',
    { ...txt2img, hires: { upscaler: 'Latent', size: { scale: 1.5 }, steps: 2, denoisingStrength: 0.7 } },
  ],
  ['a picture from a picture', img2img],
  ['a masked part', { ...img2img, mask }],
  ['a masked part alone', { ...img2img, mask: { ...mask, onlyMasked: { padding: 4 } } }],
  ['a stretched latent', { ...img2img, resizeMode: 3 }],
])(
  'draws %s: the mask and the masked picture reach it in the latent’s size',
  { timeout: 60_000 },
  async (_, request) => {
    const shapes = new Set<string>();
    const drawn = ({ networks, model }: Opened): Promise<Pixels> =>
      finishPipeline(networks, draw(model, request).run, ({ inputs }) => {
        if (inputs.inpaint) shapes.add(`${inputs.inpaint.shape} ${inputs.x!.shape}`);
      }).then(({ pixels }) => pixels);
    const expected = await drawn(plain);
    expect(shapes.size).toBe(0);
    const { rgb } = await drawn(inpainter);
    expect(shapes.size).toBeGreaterThan(0);
    for (const shape of shapes) expect(shape).toMatch(/^5,(\d+),(\d+) 4,\1,\2$/);
    expect(Math.max(...rgb.map((value, i) => Math.abs(value - expected.rgb[i]!)))).toBeLessThanOrEqual(1);
  },
);

it('hides as much of what is masked as it is told to; without a mask all of it', {
  timeout: 60_000,
}, async () => {
  /** The masked picture's latent, as the network sees it. */
  const shown = async (changes: Partial<Img2ImgRequest>) => {
    let seen: Float32Array | undefined;
    const run = draw(inpainter.model, { ...img2img, steps: 1, ...changes }).run;
    await finishPipeline(inpainter.networks, run, ({ inputs }) => {
      seen ??= (inputs.inpaint?.data as Float32Array | undefined)?.slice();
    });
    return seen!.slice(8 * 8, 5 * 8 * 8);
  };
  const apart = (a: Float32Array, b: Float32Array) =>
    Math.hypot(...a.map((value, i) => value - b[i]!)) / Math.hypot(...b);
  for (const masked of [{}, { mask }]) {
    const [none, half, all] = [
      await shown({ ...masked, conditioningStrength: 0 }),
      await shown({ ...masked, conditioningStrength: 0.5 }),
      await shown({ ...masked, conditioningStrength: 1 }),
    ];
    expect(await shown(masked)).toEqual(all);
    expect(apart(half, none)).toBeLessThan(apart(all, none));
    expect(apart(half, none)).toBeGreaterThan(0.01);
  }
});
