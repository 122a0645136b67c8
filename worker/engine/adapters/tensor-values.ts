import { type FileHandle, open } from 'node:fs/promises';
import { toFloat32 } from '../checkpoint/float-values';
import type { SafetensorsFile } from '../checkpoint/safetensors';
import type { TensorInfo } from '../checkpoint/safetensors-header';
import { UnusableAdapter } from './unusable-adapter';

/** Tensors of an adapter are small; one that claims more is not read. */
const MAX_TENSOR_BYTES = 512 * 1024 ** 2;

async function readTensor(
  handle: FileHandle,
  name: string,
  { dtype, offset, length }: TensorInfo,
): Promise<Float32Array> {
  const label = `"${name.slice(0, 120)}"`;
  if (length > MAX_TENSOR_BYTES) {
    throw new UnusableAdapter(`its tensor ${label} is too large (${length} bytes)`);
  }
  const bytes = new Uint8Array(length);
  const { bytesRead } = length > 0 ? await handle.read(bytes, 0, length, offset) : { bytesRead: 0 };
  if (bytesRead < length) throw new UnusableAdapter('the file became shorter while it was read');
  const values = toFloat32(bytes, dtype);
  if (!values) throw new UnusableAdapter(`its tensor ${label} is ${dtype}; supported are fp16, bf16, fp32`);
  // Finite only if every value is. Millions of values are read between two pictures: no iterators, no callbacks.
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  if (!Number.isFinite(sum)) throw new UnusableAdapter(`its tensor ${label} holds NaN or infinity`);
  return values;
}

/**
 * The values of some tensors of a small file, as float32.
 * @throws UnusableAdapter
 */
export async function readValues(
  file: SafetensorsFile,
  names: Iterable<string>,
): Promise<Map<string, Float32Array>> {
  const handle = await open(file.path, 'r').catch((cause) => {
    throw new UnusableAdapter('the file cannot be opened', { cause });
  });
  try {
    const values = new Map<string, Float32Array>();
    for (const name of names) values.set(name, await readTensor(handle, name, file.tensors.get(name)!));
    return values;
  } finally {
    await handle.close();
  }
}
