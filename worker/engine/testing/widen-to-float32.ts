import { readFile } from 'node:fs/promises';
import { openSafetensors } from '../checkpoint/safetensors';
import { safetensorsBytes, temporaryFile } from './write-safetensors';

function halfToFloat(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 31;
  const fraction = half & 1023;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/**
 * The same checkpoint with its fp16 weights as fp32. Its data begins at an odd byte, as it may.
 * @returns path of the copy
 */
export async function widenToFloat32(path: string): Promise<string> {
  const { tensors } = await openSafetensors(path);
  const bytes = await readFile(path);
  const odd = { name: 'odd', dtype: 'U8', shape: [1], data: Buffer.alloc(1) };
  const widened = [...tensors].map(([name, { dtype, shape, offset, length }]) => {
    const data = bytes.subarray(offset, offset + length);
    if (dtype !== 'F16') return { name, dtype, shape, data };
    const floats = Float32Array.from({ length: length / 2 }, (_, i) => halfToFloat(data.readUInt16LE(2 * i)));
    return { name, dtype: 'F32', shape, data: Buffer.from(floats.buffer) };
  });
  const header: Record<string, unknown> = {};
  let at = 0;
  for (const { name, dtype, shape, data } of [odd, ...widened]) {
    header[name] = { dtype, shape, data_offsets: [at, at + data.length] };
    at += data.length;
  }
  const all = Buffer.concat([odd.data, ...widened.map(({ data }) => data)]);
  return temporaryFile(safetensorsBytes(header, all), 'fp32.safetensors');
}
