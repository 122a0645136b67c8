import type { Evaluation, Rows } from '../evaluation';

/** Each row of an evaluation alone. Products of bytes give the same however they are split. */
export function oneByOne(evaluation: Evaluation): Evaluation[] {
  const { rows, inputs } = evaluation;
  const rowOf = ({ data, shape }: Rows, row: number): Rows => {
    const length = data.length / rows;
    return { data: data.subarray(row * length, (row + 1) * length) as Float32Array, shape };
  };
  return Array.from({ length: rows }, (_, row) => {
    const own = Object.entries(inputs).map(([name, input]) => [name, rowOf(input, row)]);
    return { ...evaluation, rows: 1, inputs: Object.fromEntries(own) };
  });
}

/** Rows `from` and the one after it; the last of an odd number stands twice. */
function pairOf({ data, shape }: Rows, from: number, rows: number): Rows {
  const length = data.length / rows;
  const values = data as Float32Array;
  if (from + 2 <= rows) return { data: values.subarray(from * length, (from + 2) * length), shape };
  const twice = new Float32Array(2 * length);
  twice.set(values.subarray(from * length), 0);
  twice.set(values.subarray(from * length), length);
  return { data: twice, shape };
}

/**
 * A denoiser's evaluation as evaluations of exactly two rows each. How the runtime splits a product among threads, and
 * with it the order in which numbers are added, depends on how many rows there are; two are what a picture with guidance
 * has. So a picture's bytes never depend on what is drawn beside it, at any number of threads. On the CPU more rows at once
 * are no quicker: 7 % at 128×128, nothing from 256×256 on.
 */
export function inPairs(evaluation: Evaluation): Evaluation[] {
  const { rows, inputs } = evaluation;
  return Array.from({ length: Math.ceil(rows / 2) }, (_, i) => {
    const pair = Object.entries(inputs).map(([name, input]) => [name, pairOf(input, 2 * i, rows)]);
    return { ...evaluation, rows: 2, inputs: Object.fromEntries(pair) };
  });
}
