import type { Bitmap } from './bitmap';
import { BICUBIC } from './filters';
import { roundHalfToEven } from './gaussian-blur';
import { resize } from './resize';

/**
 * The mask at the size of a latent: (H, W), 1 is drawn anew, 0 is kept.
 * @param mask grey
 * @param isRounded to 0 or 1, as unless asked otherwise ("soft inpainting" does)
 */
export function latentMask(mask: Bitmap, width: number, height: number, isRounded: boolean): Float32Array {
  const { data } = resize(mask, width, height, BICUBIC);
  return Float32Array.from(data, (level) => (isRounded ? roundHalfToEven(level / 255) : level / 255));
}
