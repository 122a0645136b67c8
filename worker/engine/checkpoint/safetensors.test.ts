import { symlink } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EngineError } from '../errors';
import { emptyTensors, safetensorsBytes } from '../testing/safetensors-bytes';
import { temporaryFile } from '../testing/write-safetensors';
import { openSafetensors } from './safetensors';
import { parseSafetensorsHeader } from './safetensors-header';

const tensor = (
  begin: number,
  end: number,
  shape: unknown = [(end - begin) / 2],
  dtype: unknown = 'F16',
) => ({
  dtype,
  shape,
  data_offsets: [begin, end],
});

async function refusal(bytes: Uint8Array, name?: string): Promise<EngineError> {
  try {
    await openSafetensors(await temporaryFile(bytes, name));
  } catch (error) {
    if (error instanceof EngineError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

const header = (text: string | object | Buffer, dataLength = 8) =>
  safetensorsBytes(text, new Uint8Array(dataLength));
const announcing = (length: bigint) => {
  const bytes = Buffer.alloc(64);
  bytes.writeBigUInt64LE(length);
  return bytes;
};

describe('safetensors headers that are refused', () => {
  it.each<[string, Uint8Array, RegExp]>([
    ['an empty file', Buffer.alloc(0), /0 bytes, too few/],
    ['a file shorter than a header', Buffer.alloc(9), /9 bytes, too few/],
    ['a header longer than the file', announcing(1000n), /inside its own header of 1000 bytes/],
    ['a header beyond the cap', announcing(100_000_001n), /announce a header of 100000001/],
    ['a header of 2^63 bytes', announcing(2n ** 63n), /announce a header of 9223372036854775808/],
    ['no header', announcing(0n), /announce a header of 0/],
    ['text that is not JSON', header('{"a": nonsense}'), /not valid JSON/],
    ['bytes that are not UTF-8', header(Buffer.from('{"\xff":1}', 'latin1')), /not valid JSON/],
    ['a list', header('[1,2]'), /not a JSON object/],
    ['a null', header('null'), /not a JSON object/],
    ['no tensors', header({ __metadata__: { a: 'b' } }, 0), /no tensors/],
    ['metadata that is not text', header({ __metadata__: { a: 1 }, x: tensor(0, 8) }), /__metadata__/],
    ['a tensor that is not described', header({ x: 5 }), /"x" has no description/],
    ['an unknown dtype', header({ x: tensor(0, 8, [4], 'F17') }), /unknown type "F17"/],
    ['a dtype from the prototype', header({ x: tensor(0, 8, [4], 'toString') }), /unknown type/],
    ['a missing dtype', header({ x: { shape: [4], data_offsets: [0, 8] } }), /unknown type/],
    ['a negative size', header({ x: tensor(0, 8, [-4]) }), /no proper shape/],
    ['a fractional size', header({ x: tensor(0, 8, [0.5, 8]) }), /no proper shape/],
    ['a size that is text', header({ x: tensor(0, 8, ['4']) }), /no proper shape/],
    ['too many axes', header({ x: tensor(0, 8, [4, ...Array(20).fill(1)]) }), /no proper shape/],
    ['three offsets', header({ x: { ...tensor(0, 8), data_offsets: [0, 4, 8] } }), /no proper offsets/],
    ['a negative offset', header({ x: tensor(-8, 0, [4]) }), /no proper offsets/],
    ['a fractional offset', header({ x: tensor(0, 7.5, [4]) }), /no proper offsets/],
    ['an offset of 2^60', header({ x: tensor(0, 2 ** 60, [4]) }), /no proper offsets/],
    ['an end before the beginning', header({ x: tensor(8, 0, [4]) }), /ends before it begins/],
    ['an end beyond the file', header({ x: tensor(0, 16, [8]) }), /the file ends at/],
    ['fewer bytes than the shape', header({ x: tensor(0, 8, [5]) }), /takes 8 bytes where .* needs 10/],
    ['more elements than a number holds', header({ x: tensor(0, 8, [2 ** 40, 2 ** 40]) }), /takes 8 bytes/],
    ['an overlap', header({ x: tensor(0, 6), y: tensor(4, 8) }), /"y" overlaps/],
    ['a gap', header({ x: tensor(0, 2), y: tensor(4, 8) }), /gap of 2 bytes before "y"/],
    ['bytes after the last tensor', header({ x: tensor(0, 4) }), /4 bytes follow/],
    ['a name given twice', header('{"x":{"dtype":"F16"},"x":{"dtype":"F16"}}'), /names "x" twice/],
    ['a name given twice, once escaped', header('{"x":1,"\\u0078":2}'), /names "x" twice/],
    [
      'offsets given twice',
      header('{"x":{"data_offsets":[0,8],"data_offsets":[0,4]}}'),
      /"data_offsets" twice/,
    ],
    ['deep nesting', header(`{"x":${'['.repeat(5000)}${']'.repeat(5000)}}`), /nested too deeply/],
  ])('%s', async (_, bytes, message) => {
    const error = await refusal(bytes);
    expect(error.code).toBe('checkpoint-damaged');
    expect(error.message).toMatch(message);
  });

  it('half a million names', () => {
    const names = Array.from({ length: 500_000 }, (_, i) => `"${i}":0`).join();
    expect(() => parseSafetensorsHeader(Buffer.from(`{${names}}`), 1e9)).toThrow(/more than 400000 entries/);
  });

  it('a download that was cut off', async () => {
    const whole = emptyTensors({ a: [100], b: [100] });
    const error = await refusal(whole.subarray(0, -50));
    expect(error.message).toMatch(/the file ends at/);
  });

  it.each([
    [
      'a zip made by torch.save',
      Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(100)]),
      'm.safetensors',
    ],
    ['a bare pickle', Buffer.from([0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20]), 'm.safetensors'],
    ['a .ckpt', emptyTensors({ a: [4] }), 'm.ckpt'],
  ])('pickles: %s', async (_, bytes, name) => {
    const error = await refusal(bytes, name);
    expect(error.code).toBe('checkpoint-pickle');
    expect(error.message).toMatch(/convert it/);
  });

  it.each([
    ['<!DOCTYPE html><html>', /web page/],
    ['version https://git-lfs.github.com/spec/v1', /Git LFS pointer/],
    ['GGUF\x03\x00\x00\x00', /GGUF/],
  ])('other things: %s', async (text, message) => {
    expect((await refusal(Buffer.from(text.padEnd(64)))).message).toMatch(message);
  });

  it('a file that is not there, and a folder', async () => {
    await expect(openSafetensors('/no/such/file.safetensors')).rejects.toMatchObject({
      code: 'checkpoint-missing',
    });
    await expect(openSafetensors('/')).rejects.toMatchObject({ code: 'checkpoint-missing' });
  });
});

describe('sound files', () => {
  it('reads tensors, metadata and the real path behind a link', async () => {
    const file = await temporaryFile(
      emptyTensors({ a: [2, 3], __proto__x: [0], 'ü 😀': [1] }, { title: 'T' }),
    );
    const link = path.join(path.dirname(file), 'link.safetensors');
    await symlink(file, link);
    const read = await openSafetensors(link);
    expect(read.metadata).toEqual({ title: 'T' });
    expect([...read.tensors.keys()]).toEqual(['a', '__proto__x', 'ü 😀']);
    expect(read.tensors.get('a')).toMatchObject({ shape: [2, 3], length: 12 });
    expect(read.path).toBe(await openSafetensors(file).then((f) => f.path));
  });
});

describe('corrupted files', () => {
  const sound = emptyTensors({ 'a.weight': [2, 3], 'b.bias': [4], c: [1, 1] }, { name: 'x' });

  it('give an EngineError or a file, never anything else', async () => {
    const property = fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
      fc.nat(sound.length),
      async (changes, cut) => {
        const bytes = Buffer.from(sound);
        for (const [at, value] of changes) bytes[at] = value;
        const headerLength = Number(sound.readBigUInt64LE());
        try {
          parseSafetensorsHeader(bytes.subarray(8, 8 + headerLength), cut);
        } catch (error) {
          expect(error).toBeInstanceOf(EngineError);
        }
      },
    );
    await fc.assert(property, { numRuns: 500 });
  });
});
