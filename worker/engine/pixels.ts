const { fround } = Math;

/** RGB, 8 bit, row by row, no padding. */
export interface Pixels {
  width: number;
  height: number;
  rgb: Uint8Array;
}

/**
 * Planes (3, H, W) in -1..1 → pixels. Levels are cut, not rounded, in float32, as the reference does.
 */
export function pixelsFromPlanes(planes: Float32Array, width: number, height: number): Pixels {
  const area = width * height;
  const rgb = new Uint8Array(3 * area);
  for (let channel = 0; channel < 3; channel++) {
    for (let i = 0; i < area; i++) {
      const value = planes[channel * area + i]!;
      rgb[3 * i + channel] = fround(Math.min(1, Math.max(0, fround(fround(value + 1) / 2))) * 255);
    }
  }
  return { width, height, rgb };
}
