import type { Pipeline } from '../evaluation';
import type { Bitmap } from '../images/bitmap';
import { roundHalfToEven } from '../images/gaussian-blur';
import { encodePlanes, planesOf } from './encode';
import type { InpaintInput } from './guided-denoiser';
import type { PipelineModel } from './model';
import type { LatentShape } from './picture';

/** The picture an inpainting checkpoint is shown, and what of it is hidden. */
export interface ShownPicture {
  width: number;
  height: number;
  /** (3, H, W) in -1..1 */
  planes: Float32Array;
  /** (H, W), 1 is hidden. */
  mask: Float32Array;
  /** How well it is hidden, 0..1. */
  strength: number;
}

/** @param mask grey; nothing hides all of the picture @param isRounded the mask is 0 or 1 only */
export function shownPicture(
  picture: Bitmap,
  mask: Bitmap | undefined,
  isRounded: boolean,
  strength: number,
): ShownPicture {
  const { width, height } = picture;
  const hidden = (level: number) => (isRounded ? roundHalfToEven(level / 255) : level / 255);
  return {
    width,
    height,
    planes: planesOf(picture),
    mask: mask ? Float32Array.from(mask.data, hidden) : new Float32Array(width * height).fill(1),
    strength,
  };
}

/** All of a grey picture hidden: what there is to show for a picture from text. */
function nothingShown(
  { architecture }: PipelineModel,
  [, latentHeight, latentWidth]: LatentShape,
): ShownPicture {
  const { factor } = architecture.vae;
  const [width, height] = [latentWidth * factor, latentHeight * factor];
  const mask = new Float32Array(width * height).fill(1);
  return { width, height, planes: new Float32Array(3 * mask.length), mask, strength: 1 };
}

/**
 * What an inpainting checkpoint sees besides the latent: the mask, at the nearest pixel of each place, and the latent of
 * the picture whose masked part is grey. Other checkpoints see nothing.
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/processing.py`, inpainting_image_conditioning
 */
export function* inpaintInput(
  model: PipelineModel,
  shape: LatentShape,
  shown?: ShownPicture,
): Pipeline<InpaintInput | undefined> {
  if (!model.architecture.inpainting) return undefined;
  const { width, height, planes, mask, strength } = shown ?? nothingShown(model, shape);
  const [channels, rows, columns] = shape;
  const visible = planes.map((value, i) => value * (1 - strength * mask[i % mask.length]!));
  const input = new Float32Array((channels + 1) * rows * columns);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const row = Math.floor((y * height) / rows) * width;
      input[y * columns + x] = mask[row + Math.floor((x * width) / columns)]!;
    }
  }
  input.set(yield* encodePlanes(model, visible, width, height), rows * columns);
  return input;
}
