import type { Pipeline } from '../evaluation';
import type { Bitmap } from '../images/bitmap';
import { roundHalfToEven } from '../images/gaussian-blur';
import { encodePlanes, planesOf } from './encode';
import type { InpaintInput } from './guided-denoiser';
import type { PipelineModel } from './model';
import type { LatentShape } from './picture';

/** The picture an inpainting checkpoint is shown, and what of it is hidden. */
export interface ShownPicture {
  picture: Bitmap;
  /** Grey, of the picture's size; nothing hides all of it. */
  mask?: Bitmap | undefined;
  isRounded: boolean;
  strength: number;
}

/**
 * What an inpainting checkpoint sees besides the latent: the mask, at the nearest pixel of each place, and the latent of
 * the picture whose masked part is grey. Other checkpoints see nothing.
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/processing.py`, inpainting_image_conditioning
 */
export function* inpaintInput(
  model: PipelineModel,
  [channels, height, width]: LatentShape,
  shown?: ShownPicture,
): Pipeline<InpaintInput | undefined> {
  if (!model.architecture.inpainting) return undefined;
  const area = height * width;
  const input = new Float32Array((channels + 1) * area).fill(1, 0, area);
  if (!shown) {
    const { factor } = model.architecture.vae;
    const grey = new Float32Array(3 * area * factor ** 2);
    input.set(yield* encodePlanes(model, grey, width * factor, height * factor), area);
    return input;
  }
  const { picture, mask, isRounded, strength } = shown;
  const hidden = (level: number) => (isRounded ? roundHalfToEven(level / 255) : level / 255);
  const planes = planesOf(picture);
  const pixels = picture.width * picture.height;
  for (let i = 0; i < planes.length; i++) {
    planes[i]! *= 1 - strength * (mask ? hidden(mask.data[i % pixels]!) : 1);
  }
  for (let y = 0; mask && y < height; y++) {
    const row = Math.floor((y * mask.height) / height) * mask.width;
    for (let x = 0; x < width; x++) {
      input[y * width + x] = hidden(mask.data[row + Math.floor((x * mask.width) / width)]!);
    }
  }
  input.set(yield* encodePlanes(model, planes, picture.width, picture.height), area);
  return input;
}
