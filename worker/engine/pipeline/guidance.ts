import { EngineError } from '../errors';
import type { Pipeline } from '../evaluation';
import type { DenoiserCall } from '../sampling/sampler';
import { encodePrompt, equalLengths, joined } from './conditioning';
import { allFinite } from './finite';
import type { PipelineModel } from './model';
import type { Txt2ImgRequest } from './request';

/** What steers the denoiser: a conditional row and, unless the scale is 1, an unconditional one. */
export interface Guidance {
  scale: number;
  rows: 1 | 2;
  /** (rows, S, C) */
  context: Float32Array;
}

export function* guidanceFor(
  model: PipelineModel,
  {
    prompt,
    negativePrompt,
    cfgScale,
    clipSkip,
  }: Pick<Txt2ImgRequest, 'prompt' | 'negativePrompt' | 'cfgScale' | 'clipSkip'>,
): Pipeline<Guidance> {
  const cond = yield* encodePrompt(model, prompt, clipSkip);
  if (cfgScale === 1) return { scale: 1, rows: 1, context: cond };
  const uncond = yield* encodePrompt(model, negativePrompt, clipSkip);
  const rows = yield* equalLengths(model, [cond, uncond], clipSkip);
  return { scale: cfgScale, rows: 2, context: joined(rows) };
}

/**
 * Asks the UNet for the denoised latent, with classifier-free guidance (Ho and Salimans 2022,
 * https://arxiv.org/abs/2207.12598): uncond + scale · (cond - uncond).
 * @param shape of the latent, (C, H, W)
 * @throws EngineError `not-a-number`
 */
export function* denoise(
  { architecture, schedule }: PipelineModel,
  { x, sigma }: Pick<DenoiserCall, 'x' | 'sigma'>,
  shape: number[],
  { scale, rows, context }: Guidance,
): Pipeline<Float32Array> {
  const c_in = 1 / Math.sqrt(sigma ** 2 + 1);
  const scaled = x.map((value) => value * c_in);
  const timesteps = new Float32Array(rows).fill(schedule.sigmaToTimestep(sigma));
  const { contextWidth } = architecture.unet;
  const epsilon = yield {
    network: 'denoiser',
    output: 'prediction',
    rows,
    inputs: {
      x: { data: joined(Array<Float32Array>(rows).fill(scaled)), shape },
      timesteps: { data: timesteps, shape: [] },
      context: { data: context, shape: [context.length / rows / contextWidth, contextWidth] },
    },
  };
  const n = x.length;
  const denoised = x.map((value, k) => {
    const cond = epsilon[k]!;
    const uncond = rows === 2 ? epsilon[n + k]! : cond;
    return value - sigma * (uncond + scale * (cond - uncond));
  });
  if (allFinite(denoised)) return denoised;
  throw new EngineError(
    'not-a-number',
    'This checkpoint produces NaN while drawing. Lower the CFG scale, or choose another checkpoint: the file may be ' +
      'damaged, or trained for another kind of model.',
  );
}
