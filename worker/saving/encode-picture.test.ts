import { createHash } from 'node:crypto';
import { crc32, inflateSync } from 'node:zlib';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { GenerationRequest } from '@/lib/generation/request';
import { aRequest } from '@/lib/jobs/testing';
import { readPictureMetadata } from '@/lib/pictures/picture-metadata';
import type { Pixels } from '../engine-protocol';
import { encodePicture, encodePreview } from './encode-picture';

interface Chunk {
  type: string;
  data: Buffer;
  isSound: boolean;
}

function chunksOf(png: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const body = png.subarray(at + 4, at + 8 + length);
    const isSound = crc32(body) === png.readUInt32BE(at + 8 + length);
    chunks.push({ type: body.toString('latin1', 0, 4), data: body.subarray(4), isSound });
    at += 12 + length;
  }
  return chunks;
}

const pixels = (width = 16, height = 8) => ({
  width,
  height,
  rgb: Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 37) % 256),
});

const written = (picture: Pixels, infotext: string, changes: Partial<GenerationRequest> = {}, saved = true) =>
  encodePicture(picture, { index: 0, saved, complete: true, seed: 7, infotext }, aRequest(changes));
const pngOf = async (picture: Pixels, infotext: string) => (await written(picture, infotext)).bytes;

test('Latin-1 text goes into a tEXt chunk behind the header', async () => {
  const png = await pngOf(pixels(), 'été\nSteps: 20');
  const chunks = chunksOf(png);
  expect(chunks.map(({ type }) => type).slice(0, 2)).toEqual(['IHDR', 'tEXt']);
  expect(chunks.every(({ isSound }) => isSound)).toBe(true);
  expect(chunks[1]!.data).toEqual(Buffer.from('parameters\0été\nSteps: 20', 'latin1'));
});

test('other text goes into an iTXt chunk as UTF-8, uncompressed', async () => {
  const chunks = chunksOf(await pngOf(pixels(), '猫 😀'));
  expect(chunks[1]).toMatchObject({ type: 'iTXt', isSound: true });
  expect(chunks[1]!.data).toEqual(Buffer.from('parameters\0\0\0\0\0猫 😀'));
});

test('the pixels come back exactly', async () => {
  const picture = pixels(31, 17);
  const { data, info } = await sharp(await pngOf(picture, 'x'))
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ width: 31, height: 17, channels: 3 });
  expect(data.equals(picture.rgb)).toBe(true);
});

test('the same picture and text give the same bytes, whatever else is encoded at the time', async () => {
  const alone = await pngOf(pixels(128, 128), 'same');
  const among = await Promise.all(
    Array.from({ length: 8 }, (_, i) => pngOf(pixels(128, 128), i % 2 ? 'other' : 'same')),
  );
  expect(among.filter((png) => png.equals(alone))).toHaveLength(4);
  expect(chunksOf(alone).map(({ type }) => type)).not.toContain('tIME');
});

test('a file without the text chunk would not differ in its picture data', async () => {
  const data = async (text: string) => {
    const parts = chunksOf(await pngOf(pixels(), text)).filter(({ type }) => type === 'IDAT');
    return inflateSync(Buffer.concat(parts.map((part) => part.data)));
  };
  expect((await data('a')).equals(await data('b'))).toBe(true);
});

test('previews are small and keep their shape; tiny ones are not blown up', async () => {
  expect(await sharp(await encodePreview(pixels(1024, 512))).metadata()).toMatchObject({
    width: 256,
    height: 128,
    format: 'png',
  });
  expect(await sharp(await encodePreview(pixels(16, 8))).metadata()).toMatchObject({ width: 16, height: 8 });
});

test.each([
  ['jpg', 'jpeg'],
  ['webp', 'webp'],
] as const)(
  'kept pictures are %s where the options say so, with their text',
  async (samples_format, format) => {
    const { bytes, ...picture } = await written(pixels(64, 32), '猫\nSteps: 20', { samples_format });
    expect(picture).toMatchObject({ format: samples_format, width: 64, height: 32 });
    expect(await sharp(bytes).metadata()).toMatchObject({ format, width: 64, height: 32 });
    expect((await readPictureMetadata(bytes)).infotext).toBe('猫\nSteps: 20');
    // What is not kept may be wanted in any format.
    expect((await written(pixels(), 'x', { samples_format }, false)).format).toBe('png');
  },
);

test('quality is as the options say, and WebP may be without loss', async () => {
  const size = async (jpeg_quality: number) =>
    (await written(pixels(64, 64), 'x', { samples_format: 'jpg', jpeg_quality })).bytes.length;
  expect(await size(20)).toBeLessThan(await size(95));
  const lossless = await written(pixels(), 'x', { samples_format: 'webp', webp_lossless: true });
  const { data } = await sharp(lossless.bytes).raw().toBuffer({ resolveWithObject: true });
  expect(data.equals(pixels().rgb)).toBe(true);
});

test('grids have a format of their own, and what is too large for it is a PNG', async () => {
  const grid = { index: 0, saved: true, complete: true, seed: 7, infotext: 'x', grid: 'grid' };
  const request = aRequest({ samples_format: 'jpg', grid_format: 'webp' });
  expect((await encodePicture(pixels(), grid, request)).format).toBe('webp');
  expect((await encodePicture(pixels(16_384, 1), grid, request)).format).toBe('png');
});

test('the hash of the samples is told where a name wants it', async () => {
  const { samplesHash } = await written(pixels(), 'x', { samples_filename_pattern: '[image_hash<8>]' });
  expect(samplesHash).toBe(createHash('sha256').update(pixels().rgb).digest('hex'));
  expect((await written(pixels(), 'x')).samplesHash).toBeUndefined();
});
