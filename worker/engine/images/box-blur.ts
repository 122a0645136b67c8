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

/** How far samples reach. */
export const reachOf = (sigma: number): number => (sigma === 0 ? 0 : PASSES * (boxOf(sigma).reach + 1));

/** The mean over the box around each sample of a row of `size` pixels; beyond its ends stand its ends. */
function alongRow(from: Uint8Array, to: Uint8Array, channels: number, size: number, box: Box): void {
  const { reach, weight, edgeWeight } = box;
  const end = (size - 1) * channels;
  const back = (reach + 1) * channels;
  const ahead = reach * channels;
  for (let c = 0; c < channels; c++) {
    const last = end + c;
    let sum = (reach + 1) * from[c]!;
    for (let i = 0; i < reach; i++) sum += from[Math.min(last, c + i * channels)]!;
    for (let at = c; at <= last; at += channels) {
      const gone = from[at < back ? c : at - back]!;
      sum += from[Math.min(at + ahead, last)]! - gone;
      const edge = gone + from[Math.min(at + ahead + channels, last)]!;
      to[at] = (sum * weight + edge * edgeWeight + 2 ** 23) >>> 24;
    }
  }
}

/** The same along all columns at once, so that the memory is read in its order. */
function alongColumns(from: Uint8Array, to: Uint8Array, rowLength: number, size: number, box: Box): void {
  const { reach, weight, edgeWeight } = box;
  const last = (size - 1) * rowLength;
  const sums = new Int32Array(rowLength);
  for (let i = -reach - 1; i < reach; i++) {
    const at = Math.min(Math.max(0, i) * rowLength, last);
    for (let k = 0; k < rowLength; k++) sums[k]! += from[at + k]!;
  }
  for (let i = 0; i < size; i++) {
    const left = Math.max(0, i - reach - 1) * rowLength;
    const inner = Math.min(last, (i + reach) * rowLength);
    const right = Math.min(last, (i + reach + 1) * rowLength);
    const at = i * rowLength;
    for (let k = 0; k < rowLength; k++) {
      const gone = from[left + k]!;
      const sum = sums[k]! + from[inner + k]! - gone;
      sums[k] = sum;
      to[at + k] = (sum * weight + (gone + from[right + k]!) * edgeWeight + 2 ** 23) >>> 24;
    }
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
  const box = boxOf(sigma);
  const [data, other] = [source.data.slice(), new Uint8Array(source.data.length)];
  const [row, otherRow] = [new Uint8Array(rowLength), new Uint8Array(rowLength)];
  for (let at = 0; at < data.length; at += rowLength) {
    alongRow(data.subarray(at, at + rowLength), row, channels, width, box);
    alongRow(row, otherRow, channels, width, box);
    alongRow(otherRow, data.subarray(at, at + rowLength), channels, width, box);
  }
  alongColumns(data, other, rowLength, height, box);
  alongColumns(other, data, rowLength, height, box);
  alongColumns(data, other, rowLength, height, box);
  return { ...source, data: other };
}
