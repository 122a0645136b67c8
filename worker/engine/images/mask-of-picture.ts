import { type Bitmap, blank } from './bitmap';

/** As Pillow weighs them, in 65536ths. */
const [RED, GREEN, BLUE] = [19595, 38470, 7471];

/**
 * The mask a person painted: the alpha of a picture that is transparent somewhere, else its grey.
 * @param picture RGBA
 * @param isRounded an alpha above 128 counts in full, others not at all
 * @returns grey, 255 is to be drawn anew
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/processing.py`, create_binary_mask
 */
export function maskOfPicture({ width, height, data }: Bitmap, isRounded: boolean): Bitmap {
  const mask = blank(width, height, 1);
  const isOpaque = mask.data.every((_, i) => data[4 * i + 3] === 255);
  for (let i = 0, at = 0; i < mask.data.length; i++, at += 4) {
    const alpha = data[at + 3]!;
    mask.data[i] = isOpaque
      ? (data[at]! * RED + data[at + 1]! * GREEN + data[at + 2]! * BLUE + 0x8000) >> 16
      : isRounded
        ? alpha > 128
          ? 255
          : 0
        : alpha;
  }
  return mask;
}
