import type { Bitmap, Box } from './bitmap';

/** The smallest box around what is not black; nothing if all is. */
export function boundingBox({ width, height, data }: Bitmap): Box | undefined {
  let [x1, y1, x2, y2] = [width, height, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (data[y * width + x] === 0) continue;
      x1 = Math.min(x1, x);
      x2 = Math.max(x2, x + 1);
      y1 = Math.min(y1, y);
      y2 = y + 1;
    }
  }
  return x2 > x1 ? [x1, y1, x2, y2] : undefined;
}

/** A stretch made longer by `more`, evenly, and moved back inside 0..limit. */
function grown(low: number, high: number, more: number, limit: number): [number, number] {
  let from = low - Math.floor(more / 2);
  let to = high + more - Math.floor(more / 2);
  if (to >= limit) [from, to] = [from - (to - limit), limit];
  if (from < 0) [from, to] = [0, to - from];
  return [from, Math.min(to, limit)];
}

/**
 * "Only masked": what is drawn of a picture. The box around the mask, padded, grown to the proportions of
 * `width` × `height`, and kept inside the picture.
 * @param mask grey
 * @returns nothing for a blank mask
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/masking.py`, get_crop_region_v2 and expand_crop_region
 */
export function maskRegion(mask: Bitmap, padding: number, width: number, height: number): Box | undefined {
  const box = boundingBox(mask);
  if (!box) return undefined;
  const [x1, y1] = [Math.max(0, box[0] - padding), Math.max(0, box[1] - padding)];
  const [x2, y2] = [Math.min(mask.width, box[2] + padding), Math.min(mask.height, box[3] + padding)];
  const ratio = width / height;
  const [w, h] = [x2 - x1, y2 - y1];
  if (w / h > ratio) {
    const [from, to] = grown(y1, y2, Math.trunc(w / ratio - h), mask.height);
    return [x1, from, x2, to];
  }
  const [from, to] = grown(x1, x2, Math.trunc(h * ratio - w), mask.width);
  return [from, y1, to, y2];
}
