import { copyFile, mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { EngineError } from '../errors';
import type { Evaluation, Pipeline } from '../evaluation';
import { CheckpointNetworks } from '../networks/checkpoint-networks';
import { fitPreview } from '../networks/fit-preview';
import { openCheckpoint } from '../networks/open-checkpoint';
import { previewLatent } from '../networks/preview';
import { STARTER } from '../testing/paths';
import { starterTrajectories } from '../testing/starter-trajectories';
import { temporaryFolder } from '../testing/temporary-folder';
import type { PipelineModel } from './model';
import { type Txt2ImgRequest, txt2img } from './txt2img';

const request: Txt2ImgRequest = {
  prompt: 'a cute dog',
  negativePrompt: '',
  width: 128,
  height: 128,
  steps: 4,
  cfgScale: 7,
  sampler: 'Euler a',
  scheduler: 'Automatic',
  seed: 5,
  clipSkip: 1,
};

let networks: CheckpointNetworks;
let model: PipelineModel;

beforeAll(async () => {
  const checkpoint = await openCheckpoint(STARTER);
  model = checkpoint.model;
  networks = new CheckpointNetworks(checkpoint.file, model.architecture, { name: 'cpu', threads: 2 });
  return () => networks.release();
});

/** Runs a pipeline alone; `seen` is told every evaluation. */
async function finish<R>(pipeline: Pipeline<R>, seen?: (evaluation: Evaluation) => void): Promise<R> {
  let step = pipeline.next();
  while (!step.done) {
    seen?.(step.value);
    step = pipeline.next((await networks.evaluate(step.value)).output);
  }
  return step.value;
}

describe('trajectories of the starter, against PyTorch', { timeout: 60_000 }, () => {
  it.each(['ddim', 'euler'] as const)('%s, 20 steps, guidance 7.5, from stored noise', async (name) => {
    const differences = await starterTrajectories(name);
    expect(differences).toHaveLength(2);
    for (const { latent, pixel } of differences) {
      expect(latent).toBeLessThan(1e-4);
      expect(pixel).toBeLessThanOrEqual(1);
    }
  });
});

describe('txt2img', { timeout: 60_000 }, () => {
  const draw = async (changes: Partial<Txt2ImgRequest> = {}) =>
    finish(txt2img(model, { ...request, ...changes }).run);

  it('draws the same bytes again, and others from another seed', async () => {
    const first = await draw();
    expect(first.complete).toBe(true);
    expect(first.pixels).toMatchObject({ width: 128, height: 128 });
    expect((await draw()).pixels.rgb).toEqual(first.pixels.rgb);
    expect((await draw({ seed: 6 })).pixels.rgb).not.toEqual(first.pixels.rgb);
  });

  it('takes sides that do not halve evenly, rounded down to whole latents', async () => {
    const { pixels } = await draw({ width: 151, height: 72, steps: 1 });
    expect(pixels).toMatchObject({ width: 144, height: 72 });
    expect(pixels.rgb).toHaveLength(3 * 144 * 72);
  });

  it('asks for no unconditional row at scale 1', async () => {
    const rows = new Set<number>();
    const note = ({ network, rows: n }: Evaluation) => network === 'denoiser' && rows.add(n);
    await finish(txt2img(model, { ...request, cfgScale: 1 }).run, note);
    expect([...rows]).toEqual([1]);
  });

  it.each([
    ['long prompt', { prompt: 'dog, '.repeat(100) }],
    ['long negative prompt', { negativePrompt: 'cat '.repeat(100) }],
    ['NUL, emoji and brackets', { prompt: '\0 😀 ((dog:1.2) [\\' }],
    ['tags of later versions', { prompt: '[a:b:0.5] AND c <lora:x:1> BREAK d' }],
  ])('draws with a %s', async (_, changes) => {
    expect((await draw({ ...changes, steps: 1 })).complete).toBe(true);
  });

  it('draws with 20,000 characters', async () => {
    expect((await draw({ prompt: 'a cute dog, '.repeat(1667), steps: 1 })).complete).toBe(true);
  });

  it('encodes a prompt once', async () => {
    const fresh = { ...request, prompt: 'a prompt nobody used', negativePrompt: 'nor this', steps: 1 };
    const networksUsed: string[] = [];
    await finish(txt2img(model, fresh).run, ({ network }) => networksUsed.push(network));
    expect(networksUsed).toEqual(['text', 'text', 'denoiser', 'decoder']);
    networksUsed.length = 0;
    await finish(txt2img(model, fresh).run, ({ network }) => networksUsed.push(network));
    expect(networksUsed).toEqual(['denoiser', 'decoder']);
  });

  it('decodes a picture as it stands', async () => {
    const { state, run, asItStands } = txt2img(model, { ...request, steps: 10 });
    expect(asItStands()).toBeUndefined();
    let step = run.next();
    while (state.step < 3 && !step.done) step = run.next((await networks.evaluate(step.value)).output);
    const picture = await finish(asItStands()!);
    expect(picture.complete).toBe(false);
    expect(picture.pixels.rgb).toHaveLength(3 * 128 * 128);
  });

  it('stops at NaN', () => {
    const { run } = txt2img(model, { ...request, prompt: 'never encoded before' });
    const answer = (evaluation: Evaluation) =>
      new Float32Array(evaluation.network === 'text' ? 77 * 128 : 2 * 4 * 256).fill(
        evaluation.network === 'denoiser' ? Number.NaN : 0.1,
      );
    expect(() => {
      let step = run.next();
      while (!step.done) step = run.next(answer(step.value));
    }).toThrow(expect.objectContaining({ code: 'not-a-number' }));
  });

  it('says that attention weights are too large', async () => {
    const prompt = `${'('.repeat(9000)}a${')'.repeat(9000)}`;
    await expect(draw({ prompt })).rejects.toMatchObject({ code: 'request-invalid' });
  });

  it.each<Partial<Txt2ImgRequest>>([
    { steps: 0 },
    { steps: 2.5 },
    { width: 0 },
    { width: 100_000, height: 100_000 },
    { cfgScale: Number.NaN },
    { seed: Number.POSITIVE_INFINITY },
    { clipSkip: 0 },
    { sampler: 'Nope' as 'Euler' },
    { scheduler: 'toString' as 'Uniform' },
  ])('refuses %o', (changes) => {
    expect(() => txt2img(model, { ...request, ...changes })).toThrow(EngineError);
  });
});

describe('previews', { timeout: 60_000 }, () => {
  it('look like the picture', async () => {
    const factors = await fitPreview(networks);
    const { state, run } = txt2img(model, { ...request, steps: 8 });
    const { pixels } = await finish(run);
    const small = previewLatent(factors, state.denoised!, state.latentWidth, state.latentHeight);
    expect(small).toMatchObject({ width: 16, height: 16 });
    let difference = 0;
    for (let y = 0; y < 16; y++) {
      for (let x = 0; x < 16; x++) {
        for (let c = 0; c < 3; c++) {
          let mean = 0;
          for (let v = 0; v < 8; v++) {
            for (let u = 0; u < 8; u++) mean += pixels.rgb[3 * ((8 * y + v) * 128 + 8 * x + u) + c]! / 64;
          }
          difference += Math.abs(mean - small.rgb[3 * (16 * y + x) + c]!) / (16 * 16 * 3);
        }
      }
    }
    expect(difference).toBeLessThan(25);
  });
});

describe('checkpoint paths', { timeout: 60_000 }, () => {
  it.each([
    'with space.safetensors',
    'ünï 漢字 😀.safetensors',
    'quote\'s "and" $x.safetensors',
    '..dots.safetensors',
    '-dash%41.safetensors',
  ])('loads from %s, also through a link', async (name) => {
    const folder = await temporaryFolder('atelier engine ü-');
    await mkdir(path.join(folder, 'real'));
    const real = path.join(folder, 'real', name);
    await copyFile(STARTER, real);
    const link = path.join(folder, name);
    await symlink(real, link);
    const { file, model: linked } = await openCheckpoint(link);
    const loaded = new CheckpointNetworks(file, linked.architecture, { name: 'cpu', threads: 2 });
    await loaded.load();
    await loaded.release();
  });
});
