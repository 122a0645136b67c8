import { crc32 } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { expect, test } from 'vitest';
import { BadPicture } from './bad-picture';
import { readOutsidePicture } from './outside-picture';
import { rgbOfCmyk } from './rgb-of-cmyk';

const SIZE = { width: 12, height: 8 };
/** Every sample another one, so that a swap or a shift shows. */
const RGB = Uint8Array.from({ length: 3 * 96 }, (_, i) => (i * 37) % 256);
const RGBA = Uint8Array.from({ length: 4 * 96 }, (_, i) => (i * 37) % 256);
const rgb = () => sharp(RGB, { raw: { ...SIZE, channels: 3 } });
const rgba = () => sharp(RGBA, { raw: { ...SIZE, channels: 4 } });

async function samplesOf(file: Buffer) {
  const { png, ...size } = await readOutsidePicture(file);
  const { format, depth, channels } = await sharp(png).metadata();
  expect([format, depth]).toEqual(['png', 'uchar']);
  return { ...size, channels, samples: [...(await sharp(png).raw().toBuffer())] };
}

/** A PNG that says it is so large, and holds next to nothing. */
function pngHeader(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    checksum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, checksum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', Buffer.alloc(8))]);
}

test.each<[string, () => Sharp]>([
  ['PNG', () => rgb().png()],
  ['WebP', () => rgb().webp({ lossless: true })],
  ['TIFF', () => rgb().tiff({ compression: 'lzw' })],
])('the samples of a %s stay what they are', async (_, file) => {
  const picture = await samplesOf(await file().toBuffer());
  expect(picture).toEqual({ ...SIZE, channels: 3, samples: [...RGB] });
});

test.each<[string, () => Sharp]>([
  ['JPEG', () => rgb().jpeg()],
  ['AVIF', () => rgb().avif()],
  ['GIF', () => rgb().gif()],
])('a %s is read', async (_, file) => {
  expect(await samplesOf(await file().toBuffer())).toMatchObject(SIZE);
});

test('an alpha stays, with the colours under it', async () => {
  expect(await samplesOf(await rgba().png().toBuffer())).toEqual({
    ...SIZE,
    channels: 4,
    samples: [...RGBA],
  });
});

test('16 bits a sample become their high byte, grey and palettes become colours', async () => {
  const deep = Uint16Array.from({ length: 96 }, (_, i) => i * 680);
  const grey16 = await sharp(deep, { raw: { ...SIZE, channels: 1 } })
    .toColourspace('grey16')
    .png()
    .toBuffer();
  expect((await sharp(grey16).metadata()).depth).toBe('ushort');
  const bytes = [...deep].flatMap((value) => Array(3).fill(value >> 8));
  expect(await samplesOf(grey16)).toEqual({ ...SIZE, channels: 3, samples: bytes });

  const two = Uint8Array.from({ length: 96 }, (_, i) => (i % 5 === 0 ? 200 : 10));
  const palette = await sharp(two, { raw: { ...SIZE, channels: 1 } })
    .png({ palette: true, colours: 2 })
    .toBuffer();
  expect(await samplesOf(palette)).toEqual({
    ...SIZE,
    channels: 3,
    samples: [...two].flatMap((v) => [v, v, v]),
  });
});

test('CMYK becomes RGB by the plain formula', async () => {
  const file = await rgb().toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer();
  expect((await sharp(file).metadata()).space).toBe('cmyk');
  const inks = await sharp(file).pipelineColourspace('cmyk').toColourspace('cmyk').raw().toBuffer();
  expect((await samplesOf(file)).samples).toEqual([...rgbOfCmyk(inks)]);
});

test('full ink is black, no ink is white, one ink takes its colour away', () => {
  const inks = [0, 0, 0, 255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 128, 0, 128];
  expect([...rgbOfCmyk(Uint8Array.from(inks))]).toEqual([0, 0, 0, 255, 255, 255, 0, 255, 255, 127, 63, 127]);
});

test('a picture held sideways is turned upright; its metadata is gone', async () => {
  const file = await rgb().withMetadata({ orientation: 6 }).png().toBuffer();
  const { png, width, height } = await readOutsidePicture(file);
  expect([width, height]).toEqual([8, 12]);
  const turned = await rgb().rotate(90).raw().toBuffer();
  expect((await sharp(png).raw().toBuffer()).equals(turned)).toBe(true);
  expect(await sharp(png).metadata()).not.toHaveProperty('exif');
});

test.each(['gif', 'webp'] as const)('of an animated %s the first frame counts', async (format) => {
  const frame = (background: string) =>
    sharp({ create: { ...SIZE, channels: 3, background } })
      .png()
      .toBuffer();
  const file = await sharp([await frame('#ff0000'), await frame('#00ff00')], { join: { animated: true } })
    .toFormat(format, { lossless: true })
    .toBuffer();
  expect((await sharp(file).metadata()).pages).toBe(2);
  const { samples, channels, ...size } = await samplesOf(file);
  expect(size).toEqual(SIZE);
  expect(samples.slice(0, 3)).toEqual([255, 0, 0]);
});

test('nothing of a file but its picture is kept', async () => {
  const script = '<script>alert(1)</script>';
  const file = Buffer.concat([await rgb().png().toBuffer(), Buffer.from(script)]);
  expect((await readOutsidePicture(file)).png.includes('script')).toBe(false);
});

test.each<[string, () => Buffer | Promise<Buffer>]>([
  ['nothing', () => Buffer.alloc(0)],
  ['text', () => Buffer.from('this is no picture, it is text')],
  ['an SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
  ['a PDF', () => Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj')],
  [
    'an SVG behind a comment',
    () => Buffer.from('<!-- \x89PNG --><svg xmlns="http://www.w3.org/2000/svg"/>', 'latin1'),
  ],
  ['a PNG without sides', () => pngHeader(0, 0)],
  ['a PNG without pixels', () => pngHeader(64, 64)],
  ['a truncated PNG', async () => (await rgb().png().toBuffer()).subarray(0, 200)],
  ['a truncated JPEG', async () => (await rgb().resize(90, 90).jpeg().toBuffer()).subarray(0, 900)],
  ['a truncated WebP', async () => (await rgb().webp().toBuffer()).subarray(0, 60)],
  ['a truncated TIFF', async () => (await rgb().tiff({ compression: 'none' }).toBuffer()).subarray(0, 200)],
])('%s is no picture', async (_, file) => {
  const error = await readOutsidePicture(await file()).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(BadPicture);
  expect(error).toMatchObject({ reason: 'unreadable', status: 422 });
});

test('sides are known before anything is decoded', async () => {
  const began = process.cpuUsage();
  const error = await readOutsidePicture(pngHeader(40_000, 40_000)).catch((thrown) => thrown);
  expect(error).toMatchObject({ reason: 'too-large', message: expect.stringContaining('40000×40000') });
  // Decoding 1.6 thousand million pixels takes many seconds.
  const { user, system } = process.cpuUsage(began);
  expect((user + system) / 1e6).toBeLessThan(1);
});

test('a file too large to be read is told its size', async () => {
  const error = await readOutsidePicture(Buffer.alloc(49 * 2 ** 20)).catch((thrown) => thrown);
  expect(error).toMatchObject({ reason: 'too-large', message: expect.stringContaining('49 MiB') });
});
