import { type Bitmap, bitmapOf, crop, inverted, mapped } from '../images/bitmap';
import { fillMasked } from '../images/fill';
import { blurMask } from '../images/gaussian-blur';
import { maskRegion } from '../images/mask-region';
import { keptPart, type Overlay } from '../images/overlay';
import { resize } from '../images/resize';
import { contain, RESIZE_MODES, stretch } from '../images/resize-modes';
import { scalerOf } from '../images/upscale';
import type { Img2ImgRequest, InpaintMask } from './request';

/** What a picture is drawn from, ready to be encoded. */
export interface StartPicture {
  /** RGB at the size that is drawn, but at its own size where the latent is resized instead. */
  picture: Bitmap;
  /** Grey, of the picture's size; nothing when all of it is drawn anew. */
  mask?: Bitmap;
  /** The latent's mask, where it is another one. */
  latentMask?: Bitmap;
  /** Equal for pictures of a batch that begin with the very same start. */
  identity: string;
  /** What is laid over the result: RGBA, and where in it the drawn part belongs. */
  overlay?: Overlay;
}

/** Another mask for the latent, of the mask's size. */
const ownLatentMask = ({ width, height, latentLevels }: InpaintMask): Bitmap | undefined =>
  latentLevels && { width, height, channels: 1, data: latentLevels };

/** The mask as it is after inversion and blur. */
function softMask({ width, height, levels, isInverted = false, blurX, blurY }: InpaintMask): Bitmap {
  const mask = { width, height, channels: 1, data: levels };
  return blurMask(isInverted ? inverted(mask) : mask, blurX, blurY);
}

/**
 * Resizes, crops and fills what a picture is made from. With a mask, resize mode 3 is stretched as mode 0: the mask and
 * the overlay need pixels. A blank mask under "only masked" is none, as in the reference.
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/processing.py`, StableDiffusionProcessingImg2Img.init
 */
function makeStart(request: Img2ImgRequest, width: number, height: number): Omit<StartPicture, 'identity'> {
  const { resizeMode, mask, upscaler } = request;
  const init = bitmapOf(request.init);
  const mode = resizeMode === 3 ? stretch : RESIZE_MODES[resizeMode];
  const scaler = scalerOf(upscaler);
  const resized = (picture: Bitmap) => mode(picture, width, height, scaler);
  if (!mask) return { picture: resizeMode === 3 ? init : resized(init) };
  const soft = softMask(mask);
  if (mask.onlyMasked) {
    const own = resize(soft, init.width, init.height);
    const place = maskRegion(own, mask.onlyMasked.padding, width, height);
    if (!place) return { picture: resized(init) };
    const drawnMask = contain(crop(own, place), width, height);
    const picture = begun(contain(crop(init, place), width, height, scaler), drawnMask, mask);
    return { picture, mask: drawnMask, overlay: { kept: keptPart(init, own), place } };
  }
  // Masks are scaled plainly, whatever the pictures are scaled with.
  const drawnMask = mode(soft, width, height);
  const picture = resized(init);
  const kept = keptPart(
    picture,
    mapped(drawnMask, (level) => Math.min(255, 2 * level)),
  );
  const own = ownLatentMask(mask);
  const latentMask = own && mode(own, width, height);
  return {
    picture: begun(picture, latentMask ?? drawnMask, mask),
    mask: drawnMask,
    ...(latentMask ? { latentMask } : {}),
    overlay: { kept },
  };
}

/** All masked contents but the original begin with the surroundings' colours. */
const begun = (picture: Bitmap, mask: Bitmap, { content }: InpaintMask): Bitmap =>
  content === 'original' ? picture : fillMasked(picture, mask);

interface Remembered {
  facts: string;
  levels: Uint8Array | undefined;
  latentLevels: Uint8Array | undefined;
  start: StartPicture;
}

/** The latest start made from a picture. The pictures of a batch share it, and with it one encoding. */
const latest = new WeakMap<Uint8Array, Remembered>();
let made = 0;

/** As `makeStart`; at once when it was made just before, for another picture of the batch. */
export function startPicture(request: Img2ImgRequest, width: number, height: number): StartPicture {
  const { init, resizeMode, mask, upscaler } = request;
  const { levels, latentLevels, ...edges } = mask ?? {};
  const facts = JSON.stringify([init.width, init.height, resizeMode, upscaler, width, height, edges]);
  const known = latest.get(init.rgb);
  if (known?.facts === facts && known.levels === levels && known.latentLevels === latentLevels)
    return known.start;
  const start = { ...makeStart(request, width, height), identity: `start ${made++}` };
  latest.set(init.rgb, { facts, levels, latentLevels, start });
  return start;
}
