import type { AdaptedPass } from '../adapters/adapters';
import { changing, type Pipeline } from '../evaluation';
import { type Bitmap, bitmapOf } from '../images/bitmap';
import { resizeLatent } from '../images/resize-latent';
import { upscale } from '../images/upscale';
import { PictureNoise } from '../sampling/picture-noise';
import { checkHires } from './check-hires';
import { decodeLatent } from './decode';
import { encodePicture } from './encode';
import { guidedDenoiser } from './guided-denoiser';
import { hiresSize } from './hires-size';
import { img2imgSteps } from './img2img-steps';
import { inpaintInput } from './inpaint-input';
import type { PipelineModel } from './model';
import { onCheckpoint, otherCheckpoint } from './other-checkpoints';
import { decoded, type Finish, type LatentShape } from './picture';
import type { PictureState } from './picture-state';
import { planFor } from './plan-for';
import { type DrawingRequest, type HiresPass, isLatentUpscaler, type Txt2ImgRequest } from './request';
import { sampleLatent } from './sample';

/** The second pass of a picture from text. */
export interface SecondPass {
  steps: number;
  finish: Finish;
  run(
    latent: Float32Array,
    shape: LatentShape,
    state: PictureState,
  ): Pipeline<{ latent: Float32Array; shape: LatentShape }>;
}

/** The request of the second pass, as far as drawing goes. */
function secondRequest(request: Txt2ImgRequest, hires: HiresPass): DrawingRequest {
  const { hires: _, refiner, ...first } = request;
  const isRefined = refiner && refiner.hiresPass !== 'first';
  const { prompt, negativePrompt, cfgScale, sampler, scheduler } = hires;
  const said = Object.entries({ prompt, negativePrompt, cfgScale, sampler, scheduler }).filter(
    ([, value]) => value !== undefined,
  );
  const firstPass = { steps: request.steps, sampler: request.sampler };
  return {
    ...first,
    ...(isRefined ? { refiner } : {}),
    ...Object.fromEntries(said),
    steps: hires.steps || request.steps,
    firstPass,
  };
}

/** Latents at the second pass's size; image upscalers work on the first pass's picture, which `encode` takes back. */
function* enlarged(
  model: PipelineModel,
  latent: Float32Array,
  shape: LatentShape,
  size: { width: number; height: number },
  upscaler: HiresPass['upscaler'],
  encode: (picture: Bitmap) => Pipeline<Float32Array>,
): Pipeline<{ latent: Float32Array; shape: LatentShape }> {
  const { factor } = model.architecture.vae;
  const [channels] = shape;
  const [height, width] = [Math.floor(size.height / factor), Math.floor(size.width / factor)];
  if (isLatentUpscaler(upscaler)) {
    return {
      latent: resizeLatent(latent, shape, [height, width], upscaler),
      shape: [channels, height, width],
    };
  }
  const picture = bitmapOf(yield* decodeLatent(model, latent, shape));
  const large = upscale(picture, size.width, size.height, upscaler);
  return { latent: yield* encode(large), shape: [channels, height, width] };
}

/** The middle of a latent; of an odd rest the larger half is cut off right and below. */
function cut(latent: Float32Array, [channels, height, width]: LatentShape, cutX: number, cutY: number) {
  const shape: LatentShape = [channels, height - cutY, width - cutX];
  const [left, top] = [Math.floor(cutX / 2), Math.floor(cutY / 2)];
  const result = new Float32Array(shape[0] * shape[1] * shape[2]);
  for (let row = 0; row < channels * shape[1]; row++) {
    const from = (Math.floor(row / shape[1]) * height + (row % shape[1]) + top) * width + left;
    result.set(latent.subarray(from, from + shape[2]), row * shape[2]);
  }
  return { latent: result, shape };
}

const inSecondPass = <Result>(pipeline: Pipeline<Result>) =>
  changing(pipeline, (evaluation) => ({ ...evaluation, pass: 'second' }));

/**
 * Plans the second pass of the hires fix: the latent at another size, drawn anew from some noise of the same seed.
 * @param first whose latent it begins with; the rest is what the pass itself is drawn with
 * @throws EngineError `request-invalid`
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/processing.py`, sample_hr_pass
 */
export function planHires(
  first: PipelineModel,
  request: Txt2ImgRequest,
  hires: HiresPass,
  { model: adapted, others }: AdaptedPass,
): SecondPass {
  const { factor } = first.architecture.vae;
  const second = secondRequest(request, hires);
  checkHires(second, hires, factor);
  const other = hires.checkpoint === undefined ? undefined : otherCheckpoint(others, hires.checkpoint);
  const model = other?.model ?? adapted;
  const here = <Result>(pipeline: Pipeline<Result>) =>
    inSecondPass(other ? onCheckpoint(other.key, pipeline) : pipeline);
  const { scheduled, from } = img2imgSteps(second.steps, hires.denoisingStrength, true);
  const plan = planFor(model, second, { scheduled, from });
  const size = hiresSize(request, hires.size, factor);
  const encode = (picture: Bitmap) => here(encodePicture(model, picture));
  return {
    steps: hires.denoisingStrength === 0 ? 0 : plan.steps,
    finish: (latent, shape) => here(decoded(model)(latent, shape)),
    *run(latent, firstShape, state) {
      const large = yield* enlarged(first, latent, firstShape, size, hires.upscaler, encode);
      const { latent: original, shape } = cut(large.latent, large.shape, size.cutX, size.cutY);
      Object.assign(state, { latentHeight: shape[1], latentWidth: shape[2], denoised: original });
      if (hires.denoisingStrength === 0) return { latent: original, shape };
      const noise = new PictureNoise(request, shape, plan.brownian);
      const input = (shown: PipelineModel) => inpaintInput(shown, shape);
      const denoiser = yield* here(guidedDenoiser(model, second, shape, input, others));
      const start = { first: noise.first(), noise, original, extraNoise: second.extraNoise };
      return { latent: yield* here(sampleLatent(plan, denoiser, start, state)), shape };
    },
  };
}
