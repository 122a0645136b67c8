import { type Bitmap, blank } from './bitmap';

/** Weights of the Gaussian in 256ths: rounded from the ends inwards, each error carried to the next, the middle takes the rest. */
function kernel(taps: number, sigma: number): Int32Array {
  const middle = (taps - 1) / 2;
  const values = Float64Array.from({ length: taps }, (_, i) =>
    Math.exp(-((i - middle) ** 2) / (2 * sigma ** 2)),
  );
  const sum = values.reduce((a, b) => a + b, 0);
  const weights = new Int32Array(taps);
  let error = 0;
  let rest = 256;
  for (let i = 0; i < middle; i++) {
    const wanted = (values[i]! / sum) * 256 + error;
    const weight = roundHalfToEven(wanted);
    error = wanted - weight;
    weights[i] = weight;
    weights[taps - 1 - i] = weight;
    rest -= 2 * weight;
  }
  weights[middle] = rest;
  return weights;
}

export function roundHalfToEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}

/** 2 1 | 0 1 2 … : the picture mirrored at its edge, again and again. */
function mirrored(i: number, size: number): number {
  if (size === 1) return 0;
  const period = 2 * (size - 1);
  const place = ((i % period) + period) % period;
  return place < size ? place : period - place;
}

/** Taps that count, from the middle outwards: at most 256 whatever the blur, for that is their sum. */
interface Taps {
  middle: number;
  distances: Int32Array;
  weights: Int32Array;
  /** Sum of all weights at this tap and after it; one longer than the kernel. */
  after: Int32Array;
}

function tapsOf(weights: Int32Array): Taps {
  const reach = (weights.length - 1) / 2;
  const distances = Int32Array.from({ length: reach }, (_, d) => d + 1).filter(
    (d) => weights[reach + d] !== 0,
  );
  const after = new Int32Array(weights.length + 1);
  for (let k = weights.length - 1; k >= 0; k--) after[k] = after[k + 1]! + weights[k]!;
  return {
    middle: weights[reach]!,
    distances,
    weights: distances.map((d) => weights[reach + d]!),
    after,
  };
}

/** Where the level of a line changes; masks are flat nearly everywhere. */
function changesOf(line: Int32Array, places: Int32Array): number {
  let count = 0;
  for (let i = 1; i < line.length; i++) if (line[i] !== line[i - 1]) places[count++] = i;
  return count;
}

/** A flat line with steps: each step adds its height times the weights behind it. */
function blurSteps(
  line: Int32Array,
  places: Int32Array,
  count: number,
  { after }: Taps,
  sums: Int32Array,
): void {
  const taps = after.length - 1;
  sums.fill(256 * line[0]!);
  for (let c = 0; c < count; c++) {
    const place = places[c]!;
    const height = line[place]! - line[place - 1]!;
    for (let i = Math.max(0, place - taps); i < Math.min(place, sums.length); i++) {
      sums[i]! += height * after[place - i]!;
    }
    for (let i = place; i < sums.length; i++) sums[i]! += height * 256;
  }
}

/** Any line: the taps one after the other, both sides at once. */
function blurDense(line: Int32Array, { middle, distances, weights }: Taps, sums: Int32Array): void {
  const reach = (line.length - sums.length) / 2;
  for (let i = 0; i < sums.length; i++) sums[i] = middle * line[i + reach]!;
  for (let k = 0; k < distances.length; k++) {
    const weight = weights[k]!;
    const before = reach - distances[k]!;
    const behind = reach + distances[k]!;
    for (let i = 0; i < sums.length; i++) sums[i]! += weight * (line[i + before]! + line[i + behind]!);
  }
}

function blurAlong(mask: Bitmap, blur: number, axis: 'x' | 'y'): Bitmap {
  const weights = kernel(2 * Math.trunc(2.5 * blur + 0.5) + 1, blur);
  const reach = (weights.length - 1) / 2;
  const taps = tapsOf(weights);
  const { width, height, data } = mask;
  const [size, lines] = axis === 'x' ? [width, height] : [height, width];
  const [stride, lineStride] = axis === 'x' ? [1, width] : [width, 1];
  const places = Int32Array.from({ length: size + 2 * reach }, (_, i) => mirrored(i - reach, size) * stride);
  const result = blank(width, height, 1);
  const line = new Int32Array(places.length);
  const changes = new Int32Array(places.length);
  const sums = new Int32Array(size);
  for (let start = 0; start < lines * lineStride; start += lineStride) {
    for (let i = 0; i < places.length; i++) line[i] = data[start + places[i]!]!;
    const count = changesOf(line, changes);
    const isCheaper = count * (weights.length + size) < size * (2 * taps.distances.length + 1);
    if (isCheaper) blurSteps(line, changes, count, taps, sums);
    else blurDense(line, taps, sums);
    for (let i = 0; i < size; i++) result.data[start + i * stride] = (sums[i]! + 128) >> 8;
  }
  return result;
}

/**
 * The mask's soft edge: a Gaussian along x, rounded, then along y; kernels of 2·int(2.5 · blur + 0.5) + 1 taps.
 * @param mask grey
 * @see opencv/opencv `GaussianBlur` of 8-bit pictures
 */
export function blurMask(mask: Bitmap, blurX: number, blurY: number): Bitmap {
  const across = blurX > 0 ? blurAlong(mask, blurX, 'x') : mask;
  return blurY > 0 ? blurAlong(across, blurY, 'y') : across;
}
