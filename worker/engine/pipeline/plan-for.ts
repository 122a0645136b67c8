import { planSampling, type SamplingPlan } from '../sampling/plan';
import { refuse } from './check-request';
import type { Img2ImgSteps } from './img2img-steps';
import type { PipelineModel } from './model';
import type { DrawingRequest } from './request';

/**
 * How a request is sampled, from noise or from a picture.
 * @throws EngineError `request-invalid` for levels that do not fall
 */
export function planFor(
  { architecture, schedule }: PipelineModel,
  request: DrawingRequest,
  fromPicture?: Img2ImgSteps,
): SamplingPlan {
  const { sampler, scheduler, steps } = request;
  const plan = planSampling(sampler, scheduler, fromPicture?.scheduled ?? steps, schedule, {
    noise: request,
    ...(request.levels ? { schedule: request.levels } : {}),
    family: architecture.family === 'sdxl' ? 'sdxl' : 'sd',
    ...(fromPicture ? { from: fromPicture.from } : {}),
  });
  const { sigmas } = plan;
  const falls = sigmas.every((sigma, k) => Number.isFinite(sigma) && !(sigma > sigmas[k - 1]!));
  if (request.levels && !falls) {
    refuse(
      'With these sigma_min, sigma_max and rho the noise levels do not fall. Choose a smaller sigma_min.',
    );
  }
  return plan;
}
