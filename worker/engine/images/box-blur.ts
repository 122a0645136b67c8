import { type Bitmap, blank } from './bitmap';

const { fround, sqrt, floor } = Math;
const PASSES = 3;

/** Radius, whole and fractional, of the box that after three passes is nearest a Gaussian (Gwosdek et al. 2011). */
function boxRadius(sigma: number): number {
  const variance = fround(fround(sigma * sigma) / PASSES);
  const length = fround(sqrt(12 * variance + 1));
  const l = fround(floor((length - 1) / 2));
  const a = fround((2 * l + 1) * (l * (l + 1) - 3 * variance));
  return fround(l + fround(a / (6 * (variance - (l + 1) * (l + 1)))));
}

/** One pass over a line of samples `stride` apart: the mean over the box, whose outermost samples count in part. */
function boxLine(
  from: Uint8Array,
  to: Uint8Array,
  start: number,
  stride: number,
  size: number,
  radius: number,
): void {
  const whole = Math.trunc(radius);
  const weight = Math.trunc(fround(2 ** 24 / fround(radius * 2 + 1)));
  const edgeWeight = Math.floor((2 ** 24 - (whole * 2 + 1) * weight) / 2);
  const last = size - 1;
  const sample = (i: number) => from[start + stride * Math.min(last, Math.max(0, i))]!;
  let sum = 0;
  for (let i = -whole - 1; i < whole; i++) sum += sample(i);
  for (let i = 0; i < size; i++) {
    sum += sample(i + whole) - sample(i - whole - 1);
    const edges = sample(i - whole - 1) + sample(i + whole + 1);
    to[start + stride * i] = Math.floor((sum * weight + edges * edgeWeight + 2 ** 23) / 2 ** 24);
  }
}

/**
 * A Gaussian of large radius, as three box blurs along the rows and three along the columns.
 * @see python-pillow/Pillow `src/libImaging/BoxBlur.c`
 */
export function boxBlur(source: Bitmap, sigma: number): Bitmap {
  if (sigma === 0) return source;
  const { width, height, channels } = source;
  const radius = boxRadius(sigma);
  let from = source;
  for (const axis of ['x', 'y']) {
    const [size, lines, stride, lineStride] =
      axis === 'x'
        ? [width, height, channels, width * channels]
        : [height, width, width * channels, channels];
    for (let pass = 0; pass < PASSES; pass++) {
      const to = blank(width, height, channels);
      for (let line = 0; line < lines; line++) {
        for (let c = 0; c < channels; c++)
          boxLine(from.data, to.data, line * lineStride + c, stride, size, radius);
      }
      from = to;
    }
  }
  return from;
}
