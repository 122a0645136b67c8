import type { Pipeline } from '../evaluation';
import type { PictureNoise } from '../sampling/picture-noise';
import type { SamplingPlan } from '../sampling/plan';
import { denoise, type Guidance } from './guidance';
import type { PipelineModel } from './model';
import type { PictureState } from './picture-state';

/**
 * Walks a plan from unit noise to the final latent, guided; keeps `state` up to date for progress and previews.
 * @param shape of the latent, (C, H, W)
 */
export function* sampleLatent(
  model: PipelineModel,
  plan: SamplingPlan,
  noise: PictureNoise,
  shape: number[],
  guidance: Guidance,
  state: PictureState,
): Pipeline<Float32Array> {
  const x = noise.first().map((value) => value * plan.initialScale);
  const sampler = plan.sample(x, plan.sigmas, {
    ...plan.options,
    noise: (sigma, sigma_next) => noise.next(sigma, sigma_next),
  });
  let wanted = sampler.next();
  while (!wanted.done) {
    const denoised = yield* denoise(model, wanted.value, shape, guidance);
    state.denoised = denoised;
    wanted = sampler.next(denoised);
    state.step = wanted.done ? state.steps : wanted.value.i;
  }
  return wanted.value;
}
