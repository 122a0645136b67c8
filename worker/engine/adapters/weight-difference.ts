import { type Matrix, matrix } from './factors';

/** Differences that are made of the weight they change. */

/** The weight with each row, or each input channel, times its own number. */
export function scaledRows({ rows, columns, values }: Matrix, by: Float32Array, isOnInput: boolean): Matrix {
  const places = columns / by.length;
  const result = new Float32Array(values.length);
  for (let o = 0, at = 0; o < rows; o++) {
    for (let i = 0; i < columns; i++, at++) {
      result[at] = values[at]! * by[isOnInput ? Math.floor(i / places) : o]!;
    }
  }
  return matrix(rows, columns, result);
}

/** Square blocks along the diagonal, (count, size, size), and how they are meant. */
interface Rotation {
  values: Float32Array;
  size: number;
  /** They are the rotation itself, not what it is made of. */
  isRotation: boolean;
  /** The norm of what it is made of is brought down to this; 0 and nothing are no limit. */
  limit: number | undefined;
  /** Each row of the rotated weight, times its own number. */
  rescale: Float32Array | undefined;
}

/** Cayley's transform of blocks B: with Q = B - Bᵀ, (1 + Q) (1 - Q)⁻¹, in double precision. */
function cayley(blocks: Float32Array, size: number, limit: number): Float64Array {
  const skew = new Float64Array(blocks.length);
  for (let start = 0; start < blocks.length; start += size * size) {
    for (let r = 0; r < size; r++) {
      for (let c = 0; c < size; c++) {
        skew[start + r * size + c] = blocks[start + r * size + c]! - blocks[start + c * size + r]!;
      }
    }
  }
  const norm = Math.sqrt(skew.reduce((sum, value) => sum + value * value, 0));
  const shrink = limit > 0 && norm > limit ? (limit + 1e-8) / (norm + 1e-8) : 1;
  const result = new Float64Array(blocks.length);
  for (let start = 0; start < blocks.length; start += size * size) {
    const q = skew.subarray(start, start + size * size).map((value) => value * shrink);
    result.set(quotient(q, size), start);
  }
  return result;
}

/** (1 + Q) (1 - Q)⁻¹ = (1 - Q)⁻¹ (1 + Q) by elimination; 1 - Q of a skew Q always has an inverse. */
function quotient(q: Float64Array, size: number): Float64Array {
  const left = q.map((value, k) => (k % (size + 1) === 0 ? 1 : 0) - value);
  const right = q.map((value, k) => (k % (size + 1) === 0 ? 1 : 0) + value);
  for (let p = 0; p < size; p++) {
    const pivot = left[p * size + p]!;
    for (let r = 0; r < size; r++) {
      const factor = r === p ? 0 : left[r * size + p]! / pivot;
      if (factor === 0) continue;
      for (let c = 0; c < size; c++) {
        left[r * size + c]! -= factor * left[p * size + c]!;
        right[r * size + c]! -= factor * right[p * size + c]!;
      }
    }
  }
  return right.map((value, k) => value / left[Math.floor(k / size) * (size + 1)]!);
}

/** What a rotation of the outputs, block by block, adds to a weight: rows k·size + m become Σ_n R[k, n, m] · W[k·size + n]. */
export function rotated({ rows, columns, values }: Matrix, rotation: Rotation): Matrix {
  const { size, isRotation, limit = 0, rescale } = rotation;
  const blocks = isRotation ? rotation.values : cayley(rotation.values, size, limit);
  const result = new Float32Array(values.length);
  const row = new Float64Array(columns);
  for (let o = 0; o < rows; o++) {
    const first = o - (o % size);
    row.fill(0);
    for (let n = 0; n < size; n++) {
      const factor = blocks[first * size + n * size + (o % size)]!;
      const from = (first + n) * columns;
      for (let i = 0; i < columns; i++) row[i]! += factor * values[from + i]!;
    }
    const by = rescale?.[o] ?? 1;
    for (let i = 0; i < columns; i++) result[o * columns + i] = by * row[i]! - values[o * columns + i]!;
  }
  return matrix(rows, columns, result);
}

/**
 * What brings weight + difference to the given lengths: of each input channel, or of each output where the file has as
 * many lengths as there are outputs and says them along that axis.
 * @returns undefined when there are not as many lengths as channels
 */
export function decomposed(
  { rows, columns, values }: Matrix,
  difference: Matrix,
  lengths: { shape: number[]; values: Float32Array },
  { inChannels }: { inChannels: number },
): Matrix | undefined {
  const isOfOutputs =
    lengths.shape.length > 1 && lengths.shape[0] === lengths.values.length && lengths.values.length > 1;
  const count = isOfOutputs ? rows : inChannels;
  if (lengths.values.length !== count) return undefined;
  const places = columns / inChannels;
  const merged = values.map((value, k) => value + difference.values[k]!);
  const channelOf = (k: number) =>
    isOfOutputs ? Math.floor(k / columns) : Math.floor((k % columns) / places);
  const squares = new Float64Array(count);
  for (let k = 0; k < merged.length; k++) squares[channelOf(k)]! += merged[k]! ** 2;
  const factors = squares.map((square, c) => (square === 0 ? 0 : lengths.values[c]! / Math.sqrt(square)));
  return matrix(
    rows,
    columns,
    merged.map((value, k) => value * factors[channelOf(k)]! - values[k]!),
  );
}
