import { openSafetensors } from '../checkpoint/safetensors';
import { safetensorsOf, storedTensors } from './stored-tensors';
import { temporaryFile } from './write-safetensors';

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
