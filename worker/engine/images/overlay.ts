import { type Bitmap, type Box, blank, inverted, paste } from './bitmap';
import { compositeInto, opaque, premultiplied, unpremultiplied, withoutAlpha } from './composite';
import { cover, type Scaler } from './resize-modes';

/** What stays of a picture: RGBA, transparent where the grey mask is 255. */
export function keptPart(picture: Bitmap, mask: Bitmap): Bitmap {
  return unpremultiplied(premultiplied(picture, inverted(mask)));
}

/** What is laid over what was drawn. */
export interface Overlay {
  /** RGBA, of the size of the result. */
  kept: Bitmap;
  /** Where in it the drawn picture belongs, if it is but a part. */
  place?: Box;
}

/**
 * The drawn picture at its place in the result, RGBA, transparent around it.
 * @param drawn RGB @param scaler how it gets to its size there
 */
export function inPlace(drawn: Bitmap, { kept, place }: Overlay, scaler?: Scaler): Bitmap {
  if (!place) return opaque(drawn);
  const [x1, y1, x2, y2] = place;
  const result = blank(kept.width, kept.height, 4);
  paste(result, opaque(cover(drawn, x2 - x1, y2 - y1, scaler)), x1, y1);
  return result;
}

/**
 * The drawn picture under what was to be kept.
 * @param drawn RGB
 * @param kept RGBA, of the size of the result
 * @param place where the drawn picture belongs, if it is but a part @param scaler how it gets to its size there
 */
export function underKept(drawn: Bitmap, kept: Bitmap, place?: Box, scaler?: Scaler): Bitmap {
  const result = inPlace(drawn, { kept, ...(place ? { place } : {}) }, scaler);
  compositeInto(result, kept);
  return withoutAlpha(result);
}
