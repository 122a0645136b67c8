import { type Bitmap, blank, inverted } from './bitmap';
import { boxBlur } from './box-blur';
import { compositeInto, premultiplied, unpremultiplied, withoutAlpha } from './composite';

/** Radii of the blurs, and how often each is laid on. */
const LAYERS = [
  [256, 1],
  [64, 1],
  [16, 2],
  [4, 4],
  [2, 2],
  [0, 1],
] as const;

/**
 * Masked content "fill": the masked part takes the colours of its surroundings, which are blurred ever less and laid
 * over one another.
 * @param picture RGB
 * @param mask grey, 255 is to be filled
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/masking.py`, fill
 */
export function fillMasked(picture: Bitmap, mask: Bitmap): Bitmap {
  const kept = premultiplied(picture, inverted(mask));
  const result = blank(picture.width, picture.height, 4);
  for (const [radius, times] of LAYERS) {
    const layer = unpremultiplied(boxBlur(kept, radius));
    for (let k = 0; k < times; k++) compositeInto(result, layer);
  }
  return withoutAlpha(result);
}
