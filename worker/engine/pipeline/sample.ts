import type { Pipeline } from '../evaluation';
import type { SamplingPlan } from '../sampling/samplers';
import type { TorchNoise } from '../sampling/torch-noise';
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
  noise: TorchNoise,
  shape: number[],
  guidance: Guidance,
  state: PictureState,
): Pipeline<Float32Array> {
  const size = shape.reduce((a, b) => a * b, 1);
  const x = noise.randn(size).map((value) => value * plan.initialScale);
  const sampler = plan.sample(x, plan.sigmas, { eta: plan.eta, noise: () => noise.randn(size) });
  let wanted = sampler.next();
  while (!wanted.done) {
    const denoised = yield* denoise(model, wanted.value, shape, guidance);
    state.denoised = denoised;
    state.step = wanted.value.i + 1;
    wanted = sampler.next(denoised);
  }
  return wanted.value;
}
