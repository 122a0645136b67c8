import { type Bitmap, blank } from './bitmap';
import { by255 } from './composite';

export type Colour = readonly [red: number, green: number, blue: number];

/** @param text `#rrggbb` */
export const colourOf = (text: string): Colour => [
  Number.parseInt(text.slice(1, 3), 16),
  Number.parseInt(text.slice(3, 5), 16),
  Number.parseInt(text.slice(5, 7), 16),
];

/**
 * A picture whose transparent parts show a colour.
 * @param picture RGBA
 * @returns RGB
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/images.py`, flatten; python-pillow/Pillow `src/libImaging/Paste.c`
 */
export function laidOn({ width, height, data }: Bitmap, colour: Colour): Bitmap {
  const result = blank(width, height, 3);
  for (let i = 0; i < width * height; i++) {
    const alpha = data[4 * i + 3]!;
    for (let c = 0; c < 3; c++) {
      result.data[3 * i + c] = by255(colour[c]! * (255 - alpha) + data[4 * i + c]! * alpha);
    }
  }
  return result;
}
