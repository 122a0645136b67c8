import { type Bitmap, type Box, blank, inverted, paste } from './bitmap';
import { compositeInto, opaque, premultiplied, unpremultiplied, withoutAlpha } from './composite';
import { cover, type Scaler } from './resize-modes';

/** What stays of a picture: RGBA, transparent where the grey mask is 255. */
export function keptPart(picture: Bitmap, mask: Bitmap): Bitmap {
  return unpremultiplied(premultiplied(picture, inverted(mask)));
}

/**
 * The drawn picture under what was to be kept.
 * @param drawn RGB
 * @param kept RGBA, of the size of the result
 * @param place where the drawn picture belongs, if it is but a part @param scaler how it gets to its size there
 */
export function underKept(drawn: Bitmap, kept: Bitmap, place?: Box, scaler?: Scaler): Bitmap {
  let result = opaque(drawn);
  if (place) {
    const [x1, y1, x2, y2] = place;
    result = blank(kept.width, kept.height, 4);
    paste(result, opaque(cover(drawn, x2 - x1, y2 - y1, scaler)), x1, y1);
  }
  compositeInto(result, kept);
  return withoutAlpha(result);
}
