import { planSampling, type SamplingPlan } from '../sampling/plan';
import type { Img2ImgSteps } from './img2img-steps';
import type { PipelineModel } from './model';
import type { DrawingRequest } from './request';

/** How a request is sampled, from noise or from a picture. */
export function planFor(
  { architecture, schedule }: PipelineModel,
  request: DrawingRequest,
  fromPicture?: Img2ImgSteps,
): SamplingPlan {
  const { sampler, scheduler, steps } = request;
  return planSampling(sampler, scheduler, fromPicture?.scheduled ?? steps, schedule, {
    noise: request,
    family: architecture.family === 'sdxl' ? 'sdxl' : 'sd',
    ...(fromPicture ? { from: fromPicture.from } : {}),
  });
}
