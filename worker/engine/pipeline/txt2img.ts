import type { Pipeline } from '../evaluation';
import type { Pixels } from '../pixels';
import { planSampling, type SamplingPlan } from '../sampling/samplers';
import { TorchNoise } from '../sampling/torch-noise';
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
  /** Gives nothing when it was stopped before its first step. */
  run: Pipeline<Picture | undefined>;
}

function* draw(
  model: PipelineModel,
  request: Txt2ImgRequest,
  plan: SamplingPlan,
  state: PictureState,
): Pipeline<Picture | undefined> {
  const prompt = withoutExtraNetworks(request.prompt);
  const guidance = yield* guidanceFor(model, { ...request, prompt });
  const shape: [number, number, number] = [
    model.architecture.vae.latentChannels,
    state.latentHeight,
    state.latentWidth,
  ];
  const latent = yield* sampleLatent(model, plan, new TorchNoise(request.seed), shape, guidance, state);
  if (!latent) return undefined;
  const complete = state.step === state.steps;
  const pixels = yield* decodeLatent(model, latent, shape);
  return { pixels, complete };
}

/**
 * One picture from text.
 * @throws EngineError `request-invalid` at once; others while it runs
 */
export function txt2img(model: PipelineModel, request: Txt2ImgRequest): PictureInTheMaking {
  checkRequest(request);
  const { sampler, scheduler, steps, eta, width, height } = request;
  const plan = planSampling(sampler, scheduler, steps, model.schedule, eta);
  const { factor } = model.architecture.vae;
  const state: PictureState = {
    step: 0,
    steps: plan.sigmas.length - 1,
    stopped: false,
    latentWidth: Math.floor(width / factor),
    latentHeight: Math.floor(height / factor),
  };
  return { state, run: draw(model, request, plan, state) };
}
