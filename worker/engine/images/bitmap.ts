import type { Pixels } from '../pixels';

/** 8-bit samples, row by row, the channels of a pixel side by side: 1 grey, 3 RGB, 4 RGBA. */
export interface Bitmap {
  width: number;
  height: number;
  channels: number;
  data: Uint8Array;
}

/** Black; transparent where there is an alpha. */
export function blank(width: number, height: number, channels: number): Bitmap {
  return { width, height, channels, data: new Uint8Array(width * height * channels) };
}

export const bitmapOf = ({ width, height, rgb }: Pixels): Bitmap => ({
  width,
  height,
  channels: 3,
  data: rgb,
});

export const pixelsOf = ({ width, height, data }: Bitmap): Pixels => ({ width, height, rgb: data });

/** Lays `source` on `target` with its corner at (left, top); what falls outside is cut off. */
export function paste(target: Bitmap, source: Bitmap, left: number, top: number): void {
  const { channels } = target;
  const from = Math.max(0, -left);
  const to = Math.min(source.width, target.width - left);
  if (to <= from) return;
  for (let y = Math.max(0, -top); y < Math.min(source.height, target.height - top); y++) {
    const row = source.data.subarray(
      (y * source.width + from) * channels,
      (y * source.width + to) * channels,
    );
    target.data.set(row, ((y + top) * target.width + left + from) * channels);
  }
}

/** Left, top, right, bottom; right and bottom are excluded. */
export type Box = readonly [x1: number, y1: number, x2: number, y2: number];

export function crop(source: Bitmap, [x1, y1, x2, y2]: Box): Bitmap {
  const cut = blank(x2 - x1, y2 - y1, source.channels);
  paste(cut, source, -x1, -y1);
  return cut;
}

/** Every sample through a table or formula. */
export const mapped = (bitmap: Bitmap, change: (sample: number) => number): Bitmap => ({
  ...bitmap,
  data: bitmap.data.map(change),
});

export const inverted = (bitmap: Bitmap): Bitmap => mapped(bitmap, (sample) => 255 - sample);
