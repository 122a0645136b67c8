import { crc32, inflateSync } from 'node:zlib';
import sharp from 'sharp';
import { expect, test } from 'vitest';
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

test('Latin-1 text goes into a tEXt chunk behind the header', async () => {
  const png = await encodePicture(pixels(), 'été\nSteps: 20');
  const chunks = chunksOf(png);
  expect(chunks.map(({ type }) => type).slice(0, 2)).toEqual(['IHDR', 'tEXt']);
  expect(chunks.every(({ isSound }) => isSound)).toBe(true);
  expect(chunks[1]!.data).toEqual(Buffer.from('parameters\0été\nSteps: 20', 'latin1'));
});

test('other text goes into an iTXt chunk as UTF-8, uncompressed', async () => {
  const chunks = chunksOf(await encodePicture(pixels(), '猫 😀'));
  expect(chunks[1]).toMatchObject({ type: 'iTXt', isSound: true });
  expect(chunks[1]!.data).toEqual(Buffer.from('parameters\0\0\0\0\0猫 😀'));
});

test('the pixels come back exactly', async () => {
  const picture = pixels(31, 17);
  const { data, info } = await sharp(await encodePicture(picture, 'x'))
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ width: 31, height: 17, channels: 3 });
  expect(data.equals(picture.rgb)).toBe(true);
});

test('the same picture and text give the same bytes, whatever else is encoded at the time', async () => {
  const alone = await encodePicture(pixels(128, 128), 'same');
  const among = await Promise.all(
    Array.from({ length: 8 }, (_, i) => encodePicture(pixels(128, 128), i % 2 ? 'other' : 'same')),
  );
  expect(among.filter((png) => png.equals(alone))).toHaveLength(4);
  expect(chunksOf(alone).map(({ type }) => type)).not.toContain('tIME');
});

test('a file without the text chunk would not differ in its picture data', async () => {
  const data = async (text: string) => {
    const parts = chunksOf(await encodePicture(pixels(), text)).filter(({ type }) => type === 'IDAT');
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
