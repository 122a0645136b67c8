import { type Bitmap, type Box, blank, crop, inverted, paste } from './bitmap';
import { boxBlur, reachOf } from './box-blur';
import { compositeInto, premultiplied, unpremultiplied, withoutAlpha } from './composite';
import { boundingBox } from './mask-region';

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
 * over one another. Only the box around that part is computed, each blur with as much around it as reaches in.
 * @param picture RGB
 * @param mask grey, 255 is to be filled
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/masking.py`, fill
 */
export function fillMasked(picture: Bitmap, mask: Bitmap): Bitmap {
  const box = boundingBox(mask);
  const result = { ...picture, data: picture.data.slice() };
  if (!box) return result;
  const [x1, y1, x2, y2] = box;
  const filled = blank(x2 - x1, y2 - y1, 4);
  const isMasked = crop(mask, box).data;
  for (const [radius, times] of LAYERS) {
    const margin = reachOf(radius);
    const [left, top] = [Math.max(0, x1 - margin), Math.max(0, y1 - margin)];
    const around: Box = [
      left,
      top,
      Math.min(picture.width, x2 + margin),
      Math.min(picture.height, y2 + margin),
    ];
    const kept = premultiplied(crop(picture, around), inverted(crop(mask, around)));
    const blurred = crop(boxBlur(kept, radius), [x1 - left, y1 - top, x2 - left, y2 - top]);
    const layer = unpremultiplied(blurred);
    for (let k = 0; k < times; k++) compositeInto(filled, layer, isMasked);
  }
  paste(result, withoutAlpha(filled), x1, y1);
  return result;
}
