import { type Bitmap, type Box, blank } from './bitmap';
import { type Filter, filterTaps, LANCZOS, type Taps } from './filters';

/** Weights are whole numbers of this many fractional bits, so that sums are exact. */
const PRECISION = 2 ** 22;

interface WholeTaps {
  first: number;
  weights: Int32Array;
}

function wholeTaps({ first, weights }: Taps): WholeTaps {
  const round = (weight: number) => Math.trunc(weight * PRECISION + (weight < 0 ? -0.5 : 0.5));
  return { first, weights: Int32Array.from(weights, round) };
}

/** The sum's 8-bit value. */
function level(sum: number): number {
  return Math.min(255, Math.max(0, Math.floor(sum / PRECISION + 0.5)));
}

function resizeRows({ width, height, channels, data }: Bitmap, taps: WholeTaps[]): Bitmap {
  const result = blank(taps.length, height, channels);
  let at = 0;
  for (let y = 0; y < height; y++) {
    for (const { first, weights } of taps) {
      for (let c = 0; c < channels; c++) {
        let sum = 0;
        for (let k = 0, i = (y * width + first) * channels + c; k < weights.length; k++, i += channels) {
          sum += data[i]! * weights[k]!;
        }
        result.data[at++] = level(sum);
      }
    }
  }
  return result;
}

function resizeColumns({ width, channels, data }: Bitmap, taps: WholeTaps[]): Bitmap {
  const result = blank(width, taps.length, channels);
  const rowLength = width * channels;
  let at = 0;
  for (const { first, weights } of taps) {
    for (let x = 0; x < rowLength; x++) {
      let sum = 0;
      for (let k = 0, i = first * rowLength + x; k < weights.length; k++, i += rowLength) {
        sum += data[i]! * weights[k]!;
      }
      result.data[at++] = level(sum);
    }
  }
  return result;
}

/**
 * A picture at another size: first along the rows, rounded to 8 bits, then along the columns.
 * @param box the part that is taken, the whole picture by default; it may be empty, and is then the edge itself
 * @see python-pillow/Pillow `src/libImaging/Resample.c`, whose bytes this gives
 */
export function resize(
  source: Bitmap,
  width: number,
  height: number,
  filter: Filter = LANCZOS,
  [x1, y1, x2, y2]: Box = [0, 0, source.width, source.height],
): Bitmap {
  const isRowChanged = width !== source.width || x1 !== 0 || x2 !== width;
  const isColumnChanged = height !== source.height || y1 !== 0 || y2 !== height;
  const wide = isRowChanged
    ? resizeRows(source, filterTaps(filter, source.width, x1, x2, width).map(wholeTaps))
    : source;
  return isColumnChanged
    ? resizeColumns(wide, filterTaps(filter, source.height, y1, y2, height).map(wholeTaps))
    : wide;
}

/** Old places under the middle of each new one, summed up step by step as the reference does. */
function placesUnder(size: number, count: number): Int32Array {
  const step = size / count;
  let place = step * 0.5;
  return Int32Array.from({ length: count }, () => {
    const here = Math.min(size - 1, Math.trunc(place));
    place += step;
    return here;
  });
}

/**
 * A picture at another size; each pixel is the old one under its middle.
 * @see python-pillow/Pillow `src/libImaging/Geometry.c`, ImagingScaleAffine
 */
export function resizeNearest(source: Bitmap, width: number, height: number): Bitmap {
  const { channels, data } = source;
  const result = blank(width, height, channels);
  const columns = placesUnder(source.width, width);
  let at = 0;
  for (const row of placesUnder(source.height, height)) {
    for (const column of columns) {
      const from = (row * source.width + column) * channels;
      for (let c = 0; c < channels; c++) result.data[at++] = data[from + c]!;
    }
  }
  return result;
}
