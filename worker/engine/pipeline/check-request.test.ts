import { describe, expect, it } from 'vitest';
import { checkRequest } from './check-request';
import type { DrawingRequest } from './request';

const request: DrawingRequest = {
  prompt: '',
  negativePrompt: '',
  width: 512,
  height: 512,
  steps: 20,
  cfgScale: 7,
  sampler: 'Euler',
  scheduler: 'Automatic',
  seed: 1,
  clipSkip: 1,
};

describe('checkRequest', () => {
  it.each<Partial<DrawingRequest>>([
    {},
    { noiseSource: 'GPU', subseed: 2 ** 40, subseedStrength: 0.5, ensd: 31337 },
    {
      seed: -5,
      eta: 0,
      s_churn: 4,
      s_tmin: 0.1,
      s_tmax: Number.POSITIVE_INFINITY,
      s_noise: 1.01,
      s_min_uncond: 2,
    },
    { seedResizeFrom: { width: -1, height: -1 } },
    { emphasis: 'No norm', commaBacktrack: 0, usesOldScheduling: true },
    { sampler: 'DPM++ 3M SDE', scheduler: 'Align Your Steps' },
  ])('takes %o', (changes) => {
    expect(() => checkRequest({ ...request, ...changes })).not.toThrow();
  });

  it.each<[Partial<Record<keyof DrawingRequest, unknown>>, RegExp]>([
    [{ noiseSource: 'TPU' }, /noise source "TPU" is not known. Choose one of CPU, NV, GPU/],
    [{ subseed: Number.NaN }, /variation seed must be a number/],
    [{ subseedStrength: Number.POSITIVE_INFINITY }, /variation strength/],
    [{ ensd: Number.NaN }, /eta noise seed delta/],
    [{ eta: Number.NaN }, /^Eta must/],
    [{ s_churn: Number.NaN }, /Sigma churn/],
    [{ s_tmax: Number.NaN }, /Sigma tmax/],
    [{ s_noise: Number.NEGATIVE_INFINITY }, /Sigma noise/],
    [{ s_min_uncond: Number.NaN }, /negative guidance minimum/],
    [{ seedResizeFrom: { width: 1e6, height: 1e6 } }, /cannot be resized from/],
    [{ seedResizeFrom: { width: Number.NaN, height: 8 } }, /cannot be resized from/],
    [{ emphasis: 'Loud' }, /emphasis "Loud" is not known/],
    [{ commaBacktrack: 2.5 }, /comma back-tracking/],
    [{ sampler: 'Eular' }, /sampler "Eular" is not available. Choose one of DPM\+\+ 2M, /],
    [{ scheduler: 'karras' }, /scheduler "karras" is not available/],
  ])('refuses %o', (changes, message) => {
    expect(() => checkRequest({ ...request, ...changes } as DrawingRequest)).toThrow(message);
  });
});
