import { type Bitmap, blank, inverted } from './bitmap';
import { boxBlur } from './box-blur';
import { compositeInto, premultiplied, unpremultiplied, withoutAlpha } from './composite';

const RADII = [256, 64, 16, 16, 4, 4, 4, 4, 2, 2, 0];

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
  for (const radius of RADII) compositeInto(result, unpremultiplied(boxBlur(kept, radius)));
  return withoutAlpha(result);
}
