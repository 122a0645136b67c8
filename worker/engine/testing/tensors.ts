import { readFile } from 'node:fs/promises';
import { openSafetensors } from '../checkpoint/safetensors';
import type { Rows } from '../evaluation';

export interface TestTensor {
  shape: number[];
  data: Float32Array | BigInt64Array | Uint8Array;
}

/** All tensors of a small safetensors file whose data is float32, int64 or uint8. */
export async function readTensors(path: string): Promise<Map<string, TestTensor>> {
  const { tensors } = await openSafetensors(path);
  const bytes = await readFile(path);
  return new Map(
    [...tensors].map(([name, { dtype, shape, offset, length }]) => {
      const { buffer } = new Uint8Array(bytes.subarray(offset, offset + length));
      const data =
        dtype === 'F32'
          ? new Float32Array(buffer)
          : dtype === 'I64'
            ? new BigInt64Array(buffer)
            : new Uint8Array(buffer);
      return [name, { shape, data }];
    }),
  );
}

/** The float32 tensor whose name begins so. */
export function floats(
  tensors: Map<string, TestTensor>,
  start: string,
): { shape: number[]; data: Float32Array } {
  for (const [name, { shape, data }] of tensors) {
    if (name.startsWith(start) && data instanceof Float32Array) return { shape, data };
  }
  throw new Error(`no tensor begins with ${start}`);
}

/** ‖a - b‖ / ‖b‖ */
export function relativeError(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let difference = 0;
  let reference = 0;
  for (let i = 0; i < b.length; i++) {
    difference += (a[i]! - b[i]!) ** 2;
    reference += b[i]! ** 2;
  }
  return Math.sqrt(difference / reference);
}

/** The first `rows` rows of tensors, as inputs; a row of (B) is a number. */
export function rowsOf(
  { data, shape }: { data: Float32Array | BigInt64Array; shape: number[] },
  rows = shape[0]!,
): Rows {
  const length = data.length / shape[0]!;
  return { data: data.slice(0, rows * length), shape: shape.slice(1) };
}
