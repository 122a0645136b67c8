import type { Pipeline } from '../evaluation';
import type { PictureNoise } from '../sampling/picture-noise';
import type { SamplingPlan } from '../sampling/plan';
import type { Denoiser } from './denoiser';
import type { MaskedOriginal } from './masked-original';
import type { PictureState } from './picture-state';

/** What a latent is made from. */
export interface Start {
  /** Unit noise to begin with, and where later noise comes from. */
  first: Float32Array;
  noise: PictureNoise;
  /** The latent that is drawn anew, and how much of the first noise belongs to it. */
  original?: Float32Array | undefined;
  extraNoise?: number | undefined;
  /** What of it is kept. */
  kept?: MaskedOriginal | undefined;
}

/** Walks a plan to the final latent; counts the steps in `state`, which keeps the latest guess for previews. */
export function* sampleLatent(
  plan: SamplingPlan,
  denoiser: Denoiser,
  { first, noise, original, extraNoise = 0, kept }: Start,
  state: PictureState,
): Pipeline<Float32Array> {
  const { originalScale, initialScale } = plan;
  const x = first.map(
    (value, k) => value * initialScale + (original ? (original[k]! + extraNoise * value) * originalScale : 0),
  );
  const stepsBefore = state.step;
  const sampler = plan.sample(x, plan.sigmas, {
    ...plan.options,
    noise: (sigma, sigma_next) => noise.next(sigma, sigma_next),
  });
  let wanted = sampler.next();
  while (!wanted.done) {
    const denoised = kept ? yield* kept.denoise(wanted.value, denoiser) : yield* denoiser(wanted.value);
    state.denoised = denoised;
    wanted = sampler.next(denoised);
    state.step = stepsBefore + (wanted.done ? plan.steps : wanted.value.i);
  }
  return kept ? kept.blend(wanted.value) : wanted.value;
}
