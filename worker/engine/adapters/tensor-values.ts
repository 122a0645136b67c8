import { type FileHandle, open } from 'node:fs/promises';
import type { Dtype } from '../checkpoint/dtype';
import type { SafetensorsFile } from '../checkpoint/safetensors';
import type { TensorInfo } from '../checkpoint/safetensors-header';
import { UnusableAdapter } from './unusable-adapter';

/** float32 of every half, made at the first use. */
let halves: Float32Array | undefined;

function halfTable(): Float32Array {
  return Float32Array.from({ length: 65536 }, (_, half) => {
    const sign = half & 0x8000 ? -1 : 1;
    const exponent = (half >> 10) & 31;
    const fraction = half & 1023;
    if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
    return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  });
}

/** Little-endian numbers of the file as float32. Bytes may begin anywhere, so they are copied to a fresh buffer. */
function toFloat32(bytes: Uint8Array, dtype: Dtype): Float32Array | undefined {
  const { buffer } =
    bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
  switch (dtype) {
    case 'F32':
      return new Float32Array(buffer as ArrayBuffer);
    case 'F16': {
      halves ??= halfTable();
      const table = halves;
      const words = new Uint16Array(buffer);
      const values = new Float32Array(words.length);
      for (let i = 0; i < words.length; i++) values[i] = table[words[i]!]!;
      return values;
    }
    case 'BF16': {
      const values = new Float32Array(buffer.byteLength / 2);
      const bits = new Uint32Array(values.buffer);
      const words = new Uint16Array(buffer);
      for (let i = 0; i < words.length; i++) bits[i] = words[i]! << 16;
      return values;
    }
    case 'F64':
      return Float32Array.from(new Float64Array(buffer));
    case 'I64':
      return Float32Array.from(new BigInt64Array(buffer), Number);
    default:
      return undefined;
  }
}

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
