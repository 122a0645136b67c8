import type { AdaptedPass } from '../adapters/adapters';
import type { Pipeline } from '../evaluation';
import { PictureNoise } from '../sampling/picture-noise';
import { checkRequest } from './check-request';
import { guidedDenoiser } from './guided-denoiser';
import { planHires } from './hires';
import { inpaintInput } from './inpaint-input';
import type { PipelineModel } from './model';
import type { OtherCheckpoints } from './other-checkpoints';
import { decoded, inTheMaking, type LatentShape, latentShape, type PictureInTheMaking } from './picture';
import type { PictureState } from './picture-state';
import { planFor } from './plan-for';
import type { DrawingRequest, Txt2ImgRequest } from './request';
import { sampleLatent } from './sample';

export type { Picture, PictureInTheMaking } from './picture';
export type { Txt2ImgRequest } from './request';

/** The refiner waits for the second pass unless told otherwise. */
function firstRequest({ refiner, ...request }: Txt2ImgRequest): DrawingRequest {
  const isRefined = refiner && (!request.hires || (refiner.hiresPass ?? 'second') !== 'second');
  return isRefined ? { ...request, refiner } : request;
}

/**
 * One picture from text, in one pass or, with the hires fix, in two.
 * @param adaptedSecond the checkpoints as the second pass is drawn with them
 * @throws EngineError `request-invalid` at once; others while it runs
 */
export function txt2img(
  model: PipelineModel,
  request: Txt2ImgRequest,
  others: OtherCheckpoints = new Map(),
  adaptedSecond: AdaptedPass = { model, others },
): PictureInTheMaking {
  checkRequest(request);
  const { width, height, hires } = request;
  const shape = latentShape(model, width, height);
  const plan = planFor(model, request);
  const second = hires && planHires(model, request, hires, adaptedSecond);
  const state: PictureState = {
    step: 0,
    steps: plan.steps + (second?.steps ?? 0),
    latentHeight: shape[1],
    latentWidth: shape[2],
  };
  let finish = decoded(model);
  const latents = function* (): Pipeline<{ latent: Float32Array; shape: LatentShape }> {
    const noise = new PictureNoise(request, shape, plan.brownian);
    const input = (shown: PipelineModel) => inpaintInput(shown, shape);
    const denoiser = yield* guidedDenoiser(model, firstRequest(request), shape, input, others);
    const latent = yield* sampleLatent(plan, denoiser, { first: noise.first(), noise }, state);
    if (!second) return { latent, shape };
    state.step = plan.steps;
    finish = second.finish;
    return yield* second.run(latent, shape, state);
  };
  return inTheMaking(model, state, latents(), (latent, latentSize) => finish(latent, latentSize));
}
