import { beforeAll, describe, expect, it } from 'vitest';
import { EngineError } from '../errors';
import type { Evaluation } from '../evaluation';
import { CheckpointNetworks } from '../networks/checkpoint-networks';
import { openCheckpoint } from '../networks/open-checkpoint';
import type { Pixels } from '../pixels';
import { finishPipeline } from '../testing/finish-pipeline';
import { STARTER } from '../testing/paths';
import { draw } from './draw';
import type { PipelineModel } from './model';
import type { Img2ImgRequest, InpaintMask, Txt2ImgRequest } from './request';

let networks: CheckpointNetworks;
let model: PipelineModel;

beforeAll(async () => {
  const checkpoint = await openCheckpoint(STARTER);
  model = checkpoint.model;
  networks = new CheckpointNetworks(checkpoint.file, model.architecture, { name: 'cpu', threads: 2 });
  return () => networks.release();
});

/** A picture of one colour above and another below. */
function twoColours(width: number, height: number, above = [200, 40, 40], below = [30, 60, 160]): Pixels {
  const rgb = new Uint8Array(3 * width * height);
  for (let i = 0; i < rgb.length; i++) rgb[i] = (i < rgb.length / 2 ? above : below)[i % 3]!;
  return { width, height, rgb };
}

const request = (changes: Partial<Img2ImgRequest> = {}): Img2ImgRequest => ({
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
  init: twoColours(64, 64),
  resizeMode: 0,
  denoisingStrength: 0.5,
  ...changes,
});

/** Its lower half is drawn anew. */
function mask(width: number, height: number, changes: Partial<InpaintMask> = {}): InpaintMask {
  const levels = new Uint8Array(width * height).fill(255, (width * height) / 2);
  return { width, height, levels, blurX: 0, blurY: 0, content: 'original', ...changes };
}

const drawn = async (changes: Partial<Img2ImgRequest> = {}, seen?: (evaluation: Evaluation) => void) =>
  (await finishPipeline(networks, draw(model, request(changes)).run, seen)).pixels;

const difference = (a: Pixels, b: Pixels) =>
  a.rgb.reduce((sum, value, i) => sum + Math.abs(value - b.rgb[i]!), 0) / a.rgb.length;

describe('a picture from a picture', { timeout: 60_000 }, () => {
  it('stays near at low strength and leaves at high strength', async () => {
    const init = twoColours(64, 64);
    const [near, far] = [await drawn({ denoisingStrength: 0.1 }), await drawn({ denoisingStrength: 1 })];
    expect(difference(near, init)).toBeLessThan(difference(far, init));
  });

  it.each([0, 1, 2, 3] as const)(
    'has the size asked for in resize mode %i, whatever the picture’s',
    async (resizeMode) => {
      for (const init of [twoColours(50, 30), twoColours(9, 200), twoColours(64, 64)]) {
        const pixels = await drawn({ init, resizeMode, steps: 2, width: 72 });
        expect(pixels).toMatchObject({ width: 72, height: 64 });
      }
    },
  );

  it('takes the colours of its start when asked to', async () => {
    const init = twoColours(64, 64, [220, 220, 220], [200, 200, 200]);
    const hue = ({ rgb }: Pixels) =>
      rgb.reduce((sum, value, i) => sum + Math.abs(value - rgb[i - (i % 3)]!), 0);
    const plain = await drawn({ init, denoisingStrength: 0.9 });
    const corrected = await drawn({ init, denoisingStrength: 0.9, correctColours: true });
    expect(hue(corrected)).toBeLessThan(hue(plain) / 2);
    const coloursOf = twoColours(20, 20, [250, 0, 0], [200, 0, 0]);
    const red = await drawn({ init, denoisingStrength: 0.9, correctColours: true, coloursOf });
    expect(hue(red)).toBeGreaterThan(hue(plain));
  });

  it('scales the first noise', async () => {
    expect((await drawn({ noiseMultiplier: 1 })).rgb).toEqual((await drawn()).rgb);
    expect((await drawn({ noiseMultiplier: 0.5 })).rgb).not.toEqual((await drawn()).rgb);
  });
});

it('adds extra noise to what is drawn anew', { timeout: 60_000 }, async () => {
  expect((await drawn({ extraNoise: 0 })).rgb).toEqual((await drawn()).rgb);
  const [plain, noisy] = [
    await drawn({ denoisingStrength: 0.2 }),
    await drawn({ denoisingStrength: 0.2, extraNoise: 0.5 }),
  ];
  const init = twoColours(64, 64);
  expect(difference(noisy, init)).toBeGreaterThan(difference(plain, init));
});

describe('inpainting', { timeout: 60_000 }, () => {
  const halves = ({ rgb }: Pixels) => [rgb.slice(0, rgb.length / 2), rgb.slice(rgb.length / 2)];

  it.each(['fill', 'original', 'latent noise', 'latent nothing'] as const)(
    'keeps every unmasked pixel, masked content %s',
    async (content) => {
      const [above, below] = halves(await drawn({ mask: mask(64, 64, { content }) }));
      expect(above).toEqual(halves(twoColours(64, 64))[0]);
      expect(below).not.toEqual(halves(twoColours(64, 64))[1]);
    },
  );

  it('has another mask for the latent when asked to; what is seen of it is the mask’s', async () => {
    const latentLevels = new Uint8Array(64 * 64).fill(255, (64 * 64 * 3) / 4);
    const [plain, own] = [
      await drawn({ mask: mask(64, 64) }),
      await drawn({ mask: mask(64, 64, { latentLevels }) }),
    ];
    expect(halves(own)[0]).toEqual(halves(twoColours(64, 64))[0]);
    // The third quarter is kept in the latent.
    const third = ({ rgb }: Pixels) => ({
      width: 64,
      height: 16,
      rgb: rgb.slice(rgb.length / 2, (rgb.length * 3) / 4),
    });
    const start = third(twoColours(64, 64));
    expect(difference(third(own), start)).toBeLessThan(difference(third(plain), start));
  });

  it('keeps the other half of an inverted mask', async () => {
    const pixels = await drawn({ mask: mask(64, 64, { isInverted: true }) });
    expect(halves(pixels)[1]).toEqual(halves(twoColours(64, 64))[1]);
  });

  it('takes a mask of another size', async () => {
    for (const onlyMasked of [undefined, { padding: 4 }]) {
      const sized = mask(16, 8, onlyMasked ? { onlyMasked } : {});
      const [above] = halves(await drawn({ mask: sized }));
      expect(above!.slice(0, 3 * 64 * 8)).toEqual(halves(twoColours(64, 64))[0]!.slice(0, 3 * 64 * 8));
    }
  });

  it('draws a part of a large picture only, and answers in its size', async () => {
    const init = twoColours(200, 120);
    const levels = new Uint8Array(200 * 120);
    for (let y = 80; y < 100; y++) levels.fill(255, y * 200 + 20, y * 200 + 50);
    const part = { ...mask(200, 120), levels, onlyMasked: { padding: 4 } };
    const shapes = new Set<string>();
    const pixels = await drawn({ init, mask: part }, ({ network, inputs }) => {
      if (network === 'encoder') shapes.add(inputs.image!.shape.join());
    });
    expect([...shapes]).toEqual(['3,64,64']);
    expect(pixels).toMatchObject({ width: 200, height: 120 });
    for (let i = 0; i < levels.length; i++) {
      if (levels[i] === 0) expect(pixels.rgb[3 * i]).toBe(init.rgb[3 * i]);
    }
  });

  it('is plain img2img when only a blank mask is to be drawn', async () => {
    const blank = { ...mask(64, 64), levels: new Uint8Array(64 * 64) };
    const pixels = await drawn({ mask: { ...blank, onlyMasked: { padding: 32 } } });
    expect(pixels.rgb).toEqual((await drawn()).rgb);
    expect((await drawn({ mask: blank })).rgb).toEqual(twoColours(64, 64).rgb);
  });

  it('gives the drawn part alone when nothing is to be laid over it', async () => {
    const part = mask(64, 64, { onlyMasked: { padding: 0 }, isOverlaid: false });
    expect(await drawn({ init: twoColours(200, 120), mask: part })).toMatchObject({ width: 64, height: 64 });
  });

  it('begins with the seed’s own noise, whatever the variation', async () => {
    const noise = mask(64, 64, { content: 'latent noise' });
    const latents = new Set<string>();
    for (const subseedStrength of [0, 0.5]) {
      const { run } = draw(
        model,
        request({ mask: noise, subseed: 9, subseedStrength, denoisingStrength: 0 }),
      );
      let step = run.next();
      while (!step.done && step.value.network !== 'decoder')
        step = run.next((await networks.evaluate(step.value)).output);
      latents.add(`${(step.value as Evaluation).inputs.z!.data.slice(0, 4)}`);
    }
    expect(latents.size).toBe(1);
  });

  it('rounds the latent’s mask unless told otherwise', async () => {
    const soft = mask(64, 64, { blurX: 8, blurY: 8 });
    const rounded = await drawn({ mask: soft });
    const smooth = await drawn({ mask: { ...soft, isRounded: false } });
    expect(difference(rounded, smooth)).toBeGreaterThan(0);
  });
});

describe('what cannot be drawn upon is refused with a sentence', () => {
  const pixels = (width: number, height: number, bytes = 3 * width * height): Pixels => ({
    width,
    height,
    rgb: new Uint8Array(bytes),
  });
  it.each<[string, Partial<Img2ImgRequest>]>([
    ['no pixel', { init: pixels(0, 0) }],
    ['one side of zero', { init: pixels(64, 0) }],
    ['one pixel', { init: pixels(1, 1) }],
    ['half a pixel', { init: pixels(64.5, 64, 3 * 64 * 64) }],
    ['NaN pixels', { init: pixels(Number.NaN, 64, 0) }],
    ['more pixels than are drawn', { init: pixels(100_000, 100_000, 0) }],
    ['data that is too short', { init: pixels(64, 64, 100) }],
    ['a mask without pixels', { mask: { ...mask(64, 64), width: 0 } }],
    ['a mask of one pixel', { mask: { ...mask(64, 64), width: 1, height: 1, levels: Uint8Array.of(255) } }],
    ['a mask that is too short', { mask: { ...mask(64, 64), levels: new Uint8Array(7) } }],
    ['a blur without end', { mask: mask(64, 64, { blurX: Number.POSITIVE_INFINITY }) }],
    ['a negative blur', { mask: mask(64, 64, { blurY: -1 }) }],
    ['a padding that is no number', { mask: mask(64, 64, { onlyMasked: { padding: Number.NaN } }) }],
    ['a strength above 1', { denoisingStrength: 1.5 }],
    ['a strength of NaN', { denoisingStrength: Number.NaN }],
    ['fixed steps at next to no strength', { fixSteps: true, denoisingStrength: 1e-12 }],
    ['an unknown resize mode', { resizeMode: 7 as 0 }],
    ['damaged colours', { coloursOf: { width: 9, height: 9, rgb: new Uint8Array(3) } }],
    ['a damaged mask of the latent', { mask: mask(8, 8, { latentLevels: new Uint8Array(3) }) }],
    ['noise without end', { noiseMultiplier: Number.POSITIVE_INFINITY }],
    ['a huge result', { width: 100_000, height: 100_000 }],
  ])('%s', (_, changes) => {
    expect(() => draw(model, request(changes))).toThrow(EngineError);
    expect(() => draw(model, request(changes))).toThrow(/[A-Z].*\./);
  });

  it('stops at NaN from the encoder', () => {
    const { run } = draw(model, request());
    const first = run.next();
    expect((first.value as Evaluation).network).toBe('encoder');
    expect(() => run.next(new Float32Array(4 * 64).fill(Number.NaN))).toThrow(
      expect.objectContaining({ code: 'not-a-number' }),
    );
  });
});

describe('the hires fix refuses', () => {
  const { init: _, resizeMode: __, denoisingStrength: ___, ...first } = request();
  const hires: NonNullable<Txt2ImgRequest['hires']> = {
    upscaler: 'Latent',
    size: { scale: 2 },
    steps: 0,
    denoisingStrength: 0.7,
  };
  it.each<[string, Partial<typeof hires>]>([
    ['an unknown upscaler', { upscaler: 'toString' as 'None' }],
    ['no size', { size: { width: 0, height: 0 } }],
    ['a scale of NaN', { size: { scale: Number.NaN } }],
    ['a scale without end', { size: { scale: Number.POSITIVE_INFINITY } }],
    ['a tiny size', { size: { scale: 0.01 } }],
    ['a negative size', { size: { width: -64, height: 64 } }],
    ['a strength of -1', { denoisingStrength: -1 }],
    ['half a step', { steps: 0.5 }],
    ['an unknown sampler', { sampler: 'Nope' as 'Euler' }],
  ])('%s', (_name, changes) => {
    expect(() => draw(model, { ...first, hires: { ...hires, ...changes } })).toThrow(EngineError);
  });

  it.each(['Lanczos', 'Nearest', 'None', 'Latent (nearest)'] as const)(
    'nothing of a size that is no multiple of 8, by %s',
    async (upscaler) => {
      const second = { ...hires, upscaler, size: { width: 100, height: 90 }, steps: 2 };
      const { pixels } = await finishPipeline(networks, draw(model, { ...first, hires: second }).run);
      expect([pixels.width % 8, pixels.height % 8]).toEqual([0, 0]);
      expect(Math.abs(pixels.width - 100)).toBeLessThan(16);
      expect(Math.abs(pixels.height - 90)).toBeLessThan(16);
    },
  );

  it('only enlarges at strength 0', async () => {
    const second = { ...hires, denoisingStrength: 0 };
    let evaluations = 0;
    const { pixels } = await finishPipeline(
      networks,
      draw(model, { ...first, hires: second }).run,
      ({ network }) => {
        if (network === 'denoiser') evaluations++;
      },
    );
    expect(pixels).toMatchObject({ width: 128, height: 128 });
    expect(evaluations).toBe(4);
  });
});
