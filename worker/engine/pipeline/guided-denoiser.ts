import { changing, type Evaluation, type Pipeline } from '../evaluation';
import { withoutExtraNetworks } from '../text/extra-networks';
import { denoise } from './denoise';
import type { Denoiser } from './denoiser';
import { evaluationsOf, guidanceFor } from './guidance';
import type { PipelineModel } from './model';
import { type OtherCheckpoints, onCheckpoint, otherCheckpoint } from './other-checkpoints';
import type { LatentShape } from './picture';
import type { DrawingRequest } from './request';

/** What the denoiser of an inpainting checkpoint sees besides the latent: (1 + C, H, W), the mask first. */
export type InpaintInput = Float32Array;

/** Makes the inpaint input for a model; nothing for models that take none. */
export type InpaintInputOf = (model: PipelineModel) => Pipeline<InpaintInput | undefined>;

/** A denoiser steered by the request's prompts, and by its refiner from where that takes over. */
export function* guidedDenoiser(
  model: PipelineModel,
  request: DrawingRequest,
  shape: LatentShape,
  inputOf: InpaintInputOf,
  others: OtherCheckpoints,
): Pipeline<Denoiser> {
  const base = yield* steered(model, request, shape, inputOf);
  if (!request.refiner) return base;
  const refiner = otherCheckpoint(others, request.refiner.checkpoint);
  const switched = (evaluations: number) =>
    onCheckpoint(refiner.key, steered(refiner.model, request, shape, inputOf, evaluations));
  const { switchAt, bySteps } = request.refiner;
  const { stepsMade, steps, sampler } = request;
  const total = evaluationsOf({ steps: stepsMade ?? steps, sampler });
  const share = bySteps
    ? (evaluations: number) => evaluations / total
    : (_: number, sigma: number) => shareOfTimesteps(model, sigma);
  return handedOver(base, (...call) => share(...call) >= switchAt, refiner.key, switched);
}

/** @param evaluations that were made before */
function* steered(
  model: PipelineModel,
  request: DrawingRequest,
  shape: LatentShape,
  inputOf: InpaintInputOf,
  evaluations = 0,
): Pipeline<Denoiser> {
  const prompt = withoutExtraNetworks(request.prompt);
  const guidance = { ...(yield* guidanceFor(model, { ...request, prompt })), evaluations };
  const denoiser: Denoiser = (call) => denoise(model, call, shape, guidance);
  const input = yield* inputOf(model);
  return input
    ? (call) => changing(denoiser(call), (evaluation) => shown(evaluation, input, shape))
    : denoiser;
}

/** An evaluation whose rows all see the inpaint input. */
function shown(
  evaluation: Evaluation,
  input: InpaintInput,
  [channels, height, width]: LatentShape,
): Evaluation {
  const data = new Float32Array(evaluation.rows * input.length);
  for (let row = 0; row < evaluation.rows; row++) data.set(input, row * input.length);
  const inpaint = { data, shape: [channels + 1, height, width] };
  return { ...evaluation, inputs: { ...evaluation.inputs, inpaint } };
}

/** How much of the timesteps lies behind a noise level. */
function shareOfTimesteps({ schedule }: PipelineModel, sigma: number): number {
  const last = schedule.sigmas.length - 1;
  const timestep = Math.min(last, Math.max(0, Math.round(schedule.sigmaToTimestep(sigma))));
  return (last - timestep) / (last + 1);
}

/**
 * `base` until it is time, then the refiner for good.
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/sd_samplers_common.py`, apply_refiner
 */
function handedOver(
  base: Denoiser,
  isTime: (evaluations: number, sigma: number) => boolean,
  key: string,
  switched: (evaluations: number) => Pipeline<Denoiser>,
): Denoiser {
  let refining: Denoiser | undefined;
  let evaluations = 0;
  return function* (call) {
    if (!refining && isTime(evaluations, call.sigma)) refining = yield* switched(evaluations);
    evaluations++;
    return yield* refining ? onCheckpoint(key, refining(call)) : base(call);
  };
}
