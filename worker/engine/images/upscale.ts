import type { Bitmap } from './bitmap';
import { resize, resizeNearest } from './resize';
import type { Scaler } from './resize-modes';

/** Sides that an upscaler answers with. */
const wholeLatents = (side: number) => Math.floor(side / 8) * 8;

/**
 * A picture stretched to a size by an upscaler: `None` and anything that shrinks is Lanczos at once; the others scale
 * evenly unless the next lower multiple of 8 is reached already, and Lanczos does the rest.
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/images.py`, resize_image, and `modules/upscaler.py`
 */
export function upscale(
  picture: Bitmap,
  width: number,
  height: number,
  upscaler: 'Lanczos' | 'Nearest' | 'None',
): Bitmap {
  const scale = Math.max(width / picture.width, height / picture.height);
  if (upscaler === 'None' || scale <= 1) return resize(picture, width, height);
  const scaled = { width: picture.width * scale, height: picture.height * scale };
  const whole = { width: wholeLatents(scaled.width), height: wholeLatents(scaled.height) };
  const isLargeEnough = picture.width >= whole.width && picture.height >= whole.height;
  const method = upscaler === 'Nearest' ? resizeNearest : resize;
  const enlarged = isLargeEnough
    ? picture
    : method(picture, Math.trunc(scaled.width), Math.trunc(scaled.height));
  return resize(resize(enlarged, whole.width, whole.height), width, height);
}

/** The same as a way to scale; the plain resize where none is named. */
export const scalerOf =
  (upscaler: Parameters<typeof upscale>[3] = 'None'): Scaler =>
  (picture, width, height) =>
    upscale(picture, width, height, upscaler);
