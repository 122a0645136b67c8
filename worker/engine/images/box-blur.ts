import type { Bitmap } from './bitmap';

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

/** A box: how far it reaches whole, and what its inner and its outermost samples count, in 2^24ths. */
interface Box {
  reach: number;
  weight: number;
  edgeWeight: number;
}

function boxOf(sigma: number): Box {
  const radius = boxRadius(sigma);
  const reach = Math.trunc(radius);
  const weight = Math.trunc(fround(2 ** 24 / fround(radius * 2 + 1)));
  return { reach, weight, edgeWeight: Math.floor((2 ** 24 - (reach * 2 + 1) * weight) / 2) };
}

/** The mean over the box around each sample of a line, which has `reach` + 1 places before and behind it for the edge. */
function boxPass(from: Int32Array, to: Int32Array, size: number, { reach, weight, edgeWeight }: Box): void {
  const margin = reach + 1;
  from.fill(from[margin]!, 0, margin);
  from.fill(from[margin + size - 1]!, margin + size);
  let sum = 0;
  for (let i = 0; i < 2 * reach + 1; i++) sum += from[i]!;
  for (let i = 0; i < size; i++) {
    const [left, right] = [from[i]!, from[i + 2 * margin]!];
    sum += from[i + 2 * margin - 1]! - left;
    to[i + margin] = (sum * weight + (left + right) * edgeWeight + 2 ** 23) >>> 24;
  }
}

/**
 * A Gaussian of large radius, as three box blurs along the rows and three along the columns.
 * @see python-pillow/Pillow `src/libImaging/BoxBlur.c`
 */
export function boxBlur(source: Bitmap, sigma: number): Bitmap {
  if (sigma === 0) return source;
  const { width, height, channels } = source;
  const rowLength = width * channels;
  const result = { ...source, data: source.data.slice() };
  blurLines(result.data, width, channels, boxOf(sigma), function* () {
    for (let y = 0; y < height; y++) for (let c = 0; c < channels; c++) yield y * rowLength + c;
  });
  blurLines(result.data, height, rowLength, boxOf(sigma), function* () {
    for (let x = 0; x < rowLength; x++) yield x;
  });
  return result;
}

/** Blurs lines where they stand; each has `size` samples `stride` apart. */
function blurLines(
  data: Uint8Array,
  size: number,
  stride: number,
  box: Box,
  starts: () => Iterable<number>,
): void {
  const margin = box.reach + 1;
  let from = new Int32Array(size + 2 * margin);
  let to = new Int32Array(from.length);
  for (const start of starts()) {
    for (let i = 0; i < size; i++) from[margin + i] = data[start + i * stride]!;
    for (let pass = 0; pass < PASSES; pass++) {
      boxPass(from, to, size, box);
      [from, to] = [to, from];
    }
    for (let i = 0; i < size; i++) data[start + i * stride] = from[margin + i]!;
  }
}
