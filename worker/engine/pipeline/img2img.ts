import type { Pipeline } from '../evaluation';
import { bitmapOf, pixelsOf } from '../images/bitmap';
import { correctColours } from '../images/colour-correction';
import { latentMask } from '../images/latent-mask';
import { maskPictures } from '../images/mask-pictures';
import { underKept } from '../images/overlay';
import { resizeLatent } from '../images/resize-latent';
import { stretch } from '../images/resize-modes';
import { scalerOf } from '../images/upscale';
import { PictureNoise } from '../sampling/picture-noise';
import { SAMPLERS, type SamplerEntry } from '../sampling/samplers';
import { checkImg2Img } from './check-img2img';
import { decodeLatent } from './decode';
import { encodePicture } from './encode';
import { guidedDenoiser } from './guided-denoiser';
import { img2imgSteps } from './img2img-steps';
import { inpaintInput, shownPicture } from './inpaint-input';
import { MaskedOriginal } from './masked-original';
import type { PipelineModel } from './model';
import type { OtherCheckpoints } from './other-checkpoints';
import { type Finish, inTheMaking, type LatentShape, latentShape, type PictureInTheMaking } from './picture';
import type { PictureState } from './picture-state';
import { planFor } from './plan-for';
import type { Img2ImgRequest, InpaintMask } from './request';
import { sampleLatent } from './sample';
import { type StartPicture, startPicture } from './start-picture';

/** The start's latent at the size that is drawn. */
function* encodedStart(
  model: PipelineModel,
  { picture, identity }: StartPicture,
  shape: LatentShape,
): Pipeline<Float32Array> {
  const latent = yield* encodePicture(model, picture, identity);
  const [, height, width] = latentShape(model, picture.width, picture.height);
  const isOwnSize = height !== shape[1] || width !== shape[2];
  return isOwnSize ? resizeLatent(latent, [shape[0], height, width], [shape[1], shape[2]], 'Latent') : latent;
}

/** The seed's own noise, without variation, as the reference takes it. */
const fillNoise = ({ seed, noiseSource }: Img2ImgRequest, shape: LatentShape) =>
  new PictureNoise({ seed, ...(noiseSource ? { noiseSource } : {}) }, shape).first();

/** The latent that is drawn upon: its masked part replaced where the request says so. */
function begun(
  latent: Float32Array,
  mask: Float32Array,
  first: Float32Array,
  content: InpaintMask['content'],
) {
  if (content === 'fill' || content === 'original') return latent;
  const noise = content === 'latent noise' ? 1 : 0;
  return latent.map((value, k) => {
    const m = mask[k % mask.length]!;
    return value * (1 - m) + first[k]! * m * noise;
  });
}

/**
 * One picture from a picture, or of its masked part.
 * @throws EngineError `request-invalid` at once; others while it runs
 */
export function img2img(
  model: PipelineModel,
  request: Img2ImgRequest,
  others: OtherCheckpoints = new Map(),
): PictureInTheMaking {
  checkImg2Img(request);
  const { steps, denoisingStrength, fixSteps = false, noiseMultiplier = 1, sampler, mask } = request;
  const shape = latentShape(model, request.width, request.height);
  const [, latentHeight, latentWidth] = shape;
  const way = img2imgSteps(steps, denoisingStrength, fixSteps);
  const plan = planFor(model, request, way);
  const state: PictureState = { step: 0, steps: plan.steps, latentHeight, latentWidth };
  const { factor } = model.architecture.vae;
  const [width, height] = [latentWidth * factor, latentHeight * factor];
  let start: StartPicture;

  const latents = function* (): Pipeline<{ latent: Float32Array; shape: LatentShape }> {
    start = startPicture(request, width, height);
    const { isRounded = true } = mask ?? {};
    const { conditioningStrength = 1 } = request;
    const noise = new PictureNoise(request, shape, plan.brownian);
    const first = noise.first();
    const encoded = yield* encodedStart(model, start, shape);
    const masked = start.latentMask ?? start.mask;
    const places = mask && masked && latentMask(masked, latentWidth, latentHeight, isRounded);
    const original = places ? begun(encoded, places, fillNoise(request, shape), mask.content) : encoded;
    const { walks }: SamplerEntry = SAMPLERS[sampler];
    const kept = places && new MaskedOriginal(original, places, walks === 'timesteps');
    const shown = shownPicture(
      stretch(start.picture, width, height),
      start.mask,
      isRounded,
      conditioningStrength,
    );
    const denoiser = yield* guidedDenoiser(
      model,
      { ...request, stepsMade: way.from + 1 },
      shape,
      (m) => inpaintInput(m, shape, shown),
      others,
    );
    const scaled = noiseMultiplier === 1 ? first : first.map((value) => value * noiseMultiplier);
    const latent = yield* sampleLatent(
      plan,
      denoiser,
      { first: scaled, noise, original, kept, extraNoise: request.extraNoise },
      state,
    );
    return { latent, shape };
  };
  const finish: Finish = function* (latent, latentSize) {
    const decoded = bitmapOf(yield* decodeLatent(model, latent, latentSize));
    const { coloursOf } = request;
    const colours = coloursOf ? bitmapOf(coloursOf) : start.picture;
    const coloured = request.correctColours ? correctColours(decoded, colours) : decoded;
    const { overlay } = start;
    if (!overlay) return pixelsOf(coloured);
    const isOverlaid = mask?.isOverlaid ?? true;
    const scaler = scalerOf(request.upscaler);
    const pixels = pixelsOf(isOverlaid ? underKept(coloured, overlay.kept, overlay.place, scaler) : coloured);
    const wanted = mask?.shown;
    return wanted
      ? { ...pixels, masks: maskPictures(coloured, overlay, { wanted, isOverlaid, scaler }) }
      : pixels;
  };
  return inTheMaking(model, state, latents(), finish);
}
