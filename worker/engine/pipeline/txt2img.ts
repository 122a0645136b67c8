import type { Pipeline } from '../evaluation';
import type { Pixels } from '../pixels';
import { PictureNoise } from '../sampling/picture-noise';
import { planSampling, type SamplingPlan } from '../sampling/plan';
import { withoutExtraNetworks } from '../text/extra-networks';
import { checkRequest } from './check-request';
import { decodeLatent } from './decode';
import { guidanceFor } from './guidance';
import type { PipelineModel } from './model';
import type { PictureState } from './picture-state';
import type { Txt2ImgRequest } from './request';
import { sampleLatent } from './sample';

export type { Txt2ImgRequest } from './request';

export interface Picture {
  pixels: Pixels;
  /** False when it was stopped before its last step. */
  complete: boolean;
}

/** A picture to be drawn: `state` changes as `run` advances. */
export interface PictureInTheMaking {
  state: PictureState;
  run: Pipeline<Picture>;
  /** Decodes what there is so far, instead of going on with `run`; undefined before the first step is done. */
  asItStands(): Pipeline<Picture> | undefined;
}

type Shape = [channels: number, height: number, width: number];

function* draw(
  model: PipelineModel,
  request: Txt2ImgRequest,
  plan: SamplingPlan,
  shape: Shape,
  state: PictureState,
) {
  const prompt = withoutExtraNetworks(request.prompt);
  const noise = new PictureNoise(request, shape, plan.brownian);
  const guidance = yield* guidanceFor(model, { ...request, prompt });
  const latent = yield* sampleLatent(model, plan, noise, shape, guidance, state);
  return { pixels: yield* decodeLatent(model, latent, shape), complete: true };
}

function* decodeUnfinished(model: PipelineModel, denoised: Float32Array, shape: Shape): Pipeline<Picture> {
  return { pixels: yield* decodeLatent(model, denoised, shape), complete: false };
}

/**
 * One picture from text.
 * @throws EngineError `request-invalid` at once; others while it runs
 */
export function txt2img(model: PipelineModel, request: Txt2ImgRequest): PictureInTheMaking {
  checkRequest(request);
  const { sampler, scheduler, steps, width, height } = request;
  const { factor, latentChannels } = model.architecture.vae;
  const shape: Shape = [latentChannels, Math.floor(height / factor), Math.floor(width / factor)];
  const plan = planSampling(sampler, scheduler, steps, model.schedule, { noise: request });
  const state: PictureState = {
    step: 0,
    steps: plan.steps,
    latentHeight: shape[1],
    latentWidth: shape[2],
  };
  return {
    state,
    run: draw(model, request, plan, shape, state),
    asItStands: () => (state.denoised ? decodeUnfinished(model, state.denoised, shape) : undefined),
  };
}
