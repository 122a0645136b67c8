import { readFile } from 'node:fs/promises';
import { openSafetensors } from '../checkpoint/safetensors';
import { safetensorsBytes } from './safetensors-bytes';
import { temporaryFile } from './write-safetensors';

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

function halfToFloat(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 31;
  const fraction = half & 1023;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const floatsOf = (halves: Buffer) =>
  Float32Array.from({ length: halves.length / 2 }, (_, i) => halfToFloat(halves.readUInt16LE(2 * i)));

/** The upper half of each float: exact for the golden checkpoints, whose values bfloat16 holds. */
function upperHalves(floats: Float32Array): Buffer {
  const words = new Uint16Array(floats.buffer);
  return Buffer.from(Uint16Array.from({ length: floats.length }, (_, i) => words[2 * i + 1]!).buffer);
}

/**
 * The same checkpoint with its fp16 weights stored otherwise, its data beginning at an odd byte.
 * @returns path of the copy
 */
export async function storedAs(path: string, dtype: 'BF16' | 'F32'): Promise<string> {
  const { metadata } = await openSafetensors(path);
  const tensors = await storedTensors(path);
  for (const [name, tensor] of tensors) {
    if (tensor.dtype !== 'F16') continue;
    const floats = floatsOf(tensor.data);
    const data = dtype === 'F32' ? Buffer.from(floats.buffer) : upperHalves(floats);
    tensors.set(name, { ...tensor, dtype, data });
  }
  return temporaryFile(safetensorsOf(tensors, metadata, true), `${dtype}.safetensors`);
}
