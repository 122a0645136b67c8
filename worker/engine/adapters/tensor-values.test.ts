import { unlink } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { openSafetensors } from '../checkpoint/safetensors';
import { safetensorsBytes } from '../testing/safetensors-bytes';
import { temporaryFile } from '../testing/write-safetensors';
import { readValues } from './tensor-values';

/** A file of one tensor; its data begins at an odd byte. */
async function fileOf(dtype: string, data: Uint8Array, elements: number): Promise<string> {
  const header = {
    odd: { dtype: 'U8', shape: [1], data_offsets: [0, 1] },
    a: { dtype, shape: [elements], data_offsets: [1, 1 + data.length] },
  };
  let text = JSON.stringify(header);
  while (text.length % 8 !== 0) text += ' ';
  return temporaryFile(safetensorsBytes(text, Buffer.concat([Buffer.of(7), data])));
}

const bytesOf = (values: ArrayBufferView) => new Uint8Array(values.buffer as ArrayBuffer);
const read = async (path: string) => [...(await readValues(await openSafetensors(path), ['a'])).get('a')!];

describe('values of adapters', () => {
  it.each([
    ['F32', bytesOf(Float32Array.of(1.5, -2)), [1.5, -2]],
    ['F64', bytesOf(Float64Array.of(0.25, 1e9)), [0.25, 1e9]],
    ['I64', bytesOf(BigInt64Array.of(4n, -1n)), [4, -1]],
    ['BF16', bytesOf(Uint16Array.of(0x3f80, 0xc040)), [1, -3]],
    ['F16', bytesOf(Uint16Array.of(0x3c00, 0xc200)), [1, -3]],
    ['F16', bytesOf(Uint16Array.of(0x0001, 0x83ff)), [2 ** -24, -1023 * 2 ** -24]],
    ['F16', bytesOf(Uint16Array.of(0x7bff, 0x0400)), [65504, 2 ** -14]],
  ])('%s at an odd byte', async (dtype, data, expected) => {
    expect(await read(await fileOf(dtype, data, expected.length))).toEqual(expected);
  });

  it.each([
    ['F32', bytesOf(Float32Array.of(1, Number.NaN))],
    ['BF16', bytesOf(Uint16Array.of(0x7f80, 0))],
    ['F16', bytesOf(Uint16Array.of(0xfc00, 0))],
  ])('infinity and NaN in %s are named', async (dtype, data) => {
    await expect(read(await fileOf(dtype, data, 2))).rejects.toThrow('its tensor "a" holds NaN or infinity');
  });

  it('no values at all', async () => {
    expect(await read(await fileOf('F16', new Uint8Array(), 0))).toEqual([]);
  });

  it('a file that is gone after its header was read', async () => {
    const path = await fileOf('F16', new Uint8Array(4), 2);
    const file = await openSafetensors(path);
    await unlink(path);
    await expect(readValues(file, ['a'])).rejects.toThrow('the file cannot be opened');
  });
});
