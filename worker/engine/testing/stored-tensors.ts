import { readFile } from 'node:fs/promises';
import { openSafetensors } from '../checkpoint/safetensors';
import { safetensorsBytes } from './safetensors-bytes';

/** A tensor as a file holds it. */
export interface StoredTensor {
  dtype: string;
  shape: number[];
  data: Buffer;
}

export type StoredTensors = Map<string, StoredTensor>;

export async function storedTensors(path: string): Promise<StoredTensors> {
  const { tensors } = await openSafetensors(path);
  const bytes = await readFile(path);
  return new Map(
    [...tensors].map(([name, { dtype, shape, offset, length }]) => [
      name,
      { dtype, shape, data: bytes.subarray(offset, offset + length) },
    ]),
  );
}

/** A safetensors file's bytes. With `atOddByte` its data begins at an odd byte, as it may. */
export function safetensorsOf(
  tensors: StoredTensors,
  metadata: Record<string, string> = {},
  atOddByte = false,
): Buffer {
  const odd: [string, StoredTensor] = ['odd', { dtype: 'U8', shape: [1], data: Buffer.alloc(1) }];
  const all = atOddByte ? [odd, ...tensors] : [...tensors];
  const header: Record<string, unknown> = { __metadata__: metadata };
  let at = 0;
  for (const [name, { dtype, shape, data }] of all) {
    header[name] = { dtype, shape, data_offsets: [at, at + data.length] };
    at += data.length;
  }
  return safetensorsBytes(header, Buffer.concat(all.map(([, { data }]) => data)));
}
