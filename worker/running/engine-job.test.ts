import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HiresRequest } from '@/lib/generation/hires';
import { aRequest } from '@/lib/jobs/testing';
import type { Txt2ImgRequest } from '../engine/pipeline/request';
import { toBatches } from './engine-job';

test('names, numbers and text are handed over as the engine calls them', () => {
  const request = aRequest({
    negative_prompt: 'blurry',
    sampler_name: 'Euler a',
    scheduler: 'Karras',
    clip_skip: 2,
    eta: 0.5,
  });
  expect(toBatches(request)).toEqual([
    [
      {
        prompt: 'a red house',
        negativePrompt: 'blurry',
        width: 128,
        height: 128,
        steps: 20,
        cfgScale: 7,
        sampler: 'Euler a',
        scheduler: 'Karras',
        seed: 7,
        subseed: 0,
        subseedStrength: 0,
        noiseSource: 'CPU',
        ensd: 0,
        s_churn: 0,
        s_tmin: 0,
        s_tmax: 0,
        s_noise: 1,
        s_min_uncond: 0,
        emphasis: 'Original',
        tiling: false,
        clipSkip: 2,
        eta: 0.5,
      },
    ],
  ]);
  expect(toBatches(aRequest())[0]![0]).not.toHaveProperty('eta');
});

test('picture k of the job has seed + k, whatever the batches; sides are floored to multiples of 8', () => {
  const sizes = fc.record({
    n_iter: fc.integer({ min: 1, max: 8 }),
    batch_size: fc.integer({ min: 1, max: 8 }),
    width: fc.integer({ min: 64, max: 2048 }),
    height: fc.integer({ min: 64, max: 2048 }),
  });
  fc.assert(
    fc.property(sizes, (changes) => {
      const batches = toBatches(aRequest({ seed: 100, ...changes }));
      expect(batches).toHaveLength(changes.n_iter);
      const pictures = batches.flat();
      expect(pictures.map(({ seed }) => seed)).toEqual(pictures.map((_, k) => 100 + k));
      for (const { width, height } of pictures) {
        expect([width % 8, height % 8]).toEqual([0, 0]);
        expect(changes.width - width).toBeLessThan(8);
        expect(changes.height - height).toBeLessThan(8);
        expect(width).toBeLessThanOrEqual(changes.width);
      }
    }),
  );
});

test('a variation keeps the seed for all pictures and goes through the variation seeds', () => {
  const pictures = toBatches(
    aRequest({ seed: 5, subseed: 90, subseed_strength: 0.3, batch_size: 2, n_iter: 2 }),
  ).flat();
  expect(pictures.map(({ seed }) => seed)).toEqual([5, 5, 5, 5]);
  expect(pictures.map(({ subseed }) => subseed)).toEqual([90, 91, 92, 93]);
  expect(pictures[0]).toMatchObject({ subseedStrength: 0.3 });
});

test('details of the noise are handed over', () => {
  const details = {
    s_churn: 3,
    s_tmin: 0.1,
    s_tmax: 9,
    s_noise: 1.01,
    s_min_uncond: 0.5,
    tiling: true,
  } as const;
  const [[picture]] = toBatches(
    aRequest({
      ...details,
      emphasis: 'No norm',
      noise_source: 'NV',
      eta_noise_seed_delta: 31337,
      seed_resize_from_w: 64,
      seed_resize_from_h: 96,
    }),
  ) as [[unknown]];
  expect(picture).toMatchObject({
    ...details,
    emphasis: 'No norm',
    noiseSource: 'NV',
    ensd: 31337,
    seedResizeFrom: { width: 64, height: 96 },
  });
});

test('the second pass says what it does otherwise', () => {
  const hires: HiresRequest = {
    scale: 1.5,
    resize_x: 0,
    resize_y: 0,
    upscaler: 'Latent',
    second_pass_steps: 0,
    denoising_strength: 0.6,
    sampler_name: null,
    scheduler: null,
    prompt: '',
    negative_prompt: '',
    checkpoint: null,
  };
  const passOf = (changes: Partial<HiresRequest>, path?: string) =>
    toBatches(
      aRequest({ width: 131, hires: { ...hires, ...changes } }),
      path ? { hiresCheckpoint: path } : {},
    )[0]![0] as Txt2ImgRequest;
  expect(passOf({})).toMatchObject({ width: 131, height: 128 });
  expect(passOf({}).hires).toEqual({
    upscaler: 'Latent',
    size: { scale: 1.5 },
    steps: 0,
    denoisingStrength: 0.6,
  });
  const changes = {
    resize_x: 256,
    upscaler: 'Lanczos',
    second_pass_steps: 5,
    sampler_name: 'Euler',
    scheduler: 'Automatic',
    prompt: 'a barn',
    negative_prompt: 'ugly',
  } as const;
  expect(passOf(changes, '/models/b.safetensors').hires).toEqual({
    upscaler: 'Lanczos',
    size: { width: 256, height: 0 },
    steps: 5,
    denoisingStrength: 0.6,
    sampler: 'Euler',
    scheduler: 'Automatic',
    prompt: 'a barn',
    negativePrompt: 'ugly',
    checkpoint: '/models/b.safetensors',
  });
});

test('adapters go to every picture', () => {
  const adapter = {
    kind: 'lora',
    name: 'sepia',
    path: '/lora/sepia.safetensors',
    teWeight: 1,
    unetWeight: 0.5,
  } as const;
  const pictures = toBatches(aRequest({ batch_size: 2 }), { adapters: [adapter] }).flat();
  expect(pictures.map(({ adapters }) => adapters)).toEqual([[adapter], [adapter]]);
  expect(toBatches(aRequest())[0]![0]).not.toHaveProperty('adapters');
});
