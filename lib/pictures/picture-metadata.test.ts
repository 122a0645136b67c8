import sharp from 'sharp';
import { expect, test } from 'vitest';
import { withPngText } from '@/lib/pictures/png-text';
import { readPictureMetadata } from './picture-metadata';

const SIZE = { width: 6, height: 4 };
const INFOTEXT = 'a café, 猫\nNegative prompt: blurry\nSteps: 8, Sampler: Euler, Seed: 1';
const blank = () => sharp({ create: { ...SIZE, channels: 3, background: 'teal' } });

async function png(...texts: [keyword: string, text: string][]): Promise<Buffer> {
  let file: Buffer = await blank().png().toBuffer();
  for (const [keyword, text] of texts) file = withPngText(file, keyword, text);
  return file;
}

/** An Exif block with a comment of this code and bytes. */
function exifWith(code: string, bytes: Buffer): Buffer {
  const value = Buffer.concat([Buffer.from(code.padEnd(8, '\0'), 'latin1'), bytes]);
  const head = Buffer.alloc(44);
  head.write('MM\0*', 0, 'latin1');
  head.writeUInt32BE(8, 4);
  // One entry that leads to the Exif directory, and there one that leads to the comment.
  head.writeUInt16BE(1, 8);
  head.writeUInt16BE(0x8769, 10);
  head.writeUInt16BE(4, 12);
  head.writeUInt32BE(1, 14);
  head.writeUInt32BE(26, 18);
  head.writeUInt16BE(1, 26);
  head.writeUInt16BE(0x9286, 28);
  head.writeUInt16BE(7, 30);
  head.writeUInt32BE(value.length, 32);
  head.writeUInt32BE(44, 36);
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), head, value]);
}

/** A JPEG with an Exif block of ours. */
async function jpegWith(exif: Buffer): Promise<Buffer> {
  const jpeg = await blank().jpeg().toBuffer();
  const marker = Buffer.alloc(4);
  marker.writeUInt16BE(0xffe1, 0);
  marker.writeUInt16BE(exif.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), marker, exif, jpeg.subarray(2)]);
}

/** A GIF with a comment after its screen descriptor and colours. */
async function gifWith(comment: Buffer): Promise<Buffer> {
  const gif = await blank().gif().toBuffer();
  const colours = 13 + (gif[10]! & 0x80 ? 3 * 2 ** ((gif[10]! & 7) + 1) : 0);
  const pieces: Buffer[] = [];
  for (let at = 0; at < comment.length; at += 255) {
    const piece = comment.subarray(at, at + 255);
    pieces.push(Buffer.from([piece.length]), piece);
  }
  return Buffer.concat([
    gif.subarray(0, colours),
    Buffer.from([0x21, 0xfe]),
    ...pieces,
    Buffer.from([0]),
    gif.subarray(colours),
  ]);
}

test('a PNG: its parameters, and its other texts by keyword', async () => {
  const told = await readPictureMetadata(await png(['parameters', INFOTEXT], ['Software', 'somebody’s']));
  expect(told).toEqual({ ...SIZE, format: 'png', infotext: INFOTEXT, texts: { Software: 'somebody’s' } });
});

test('a picture that says nothing', async () => {
  for (const file of [await png(), await blank().jpeg().toBuffer(), await blank().gif().toBuffer()]) {
    expect(await readPictureMetadata(file)).toMatchObject({ ...SIZE, infotext: null, texts: {} });
  }
});

test.each([
  ['UNICODE, big-endian', exifWith('UNICODE', Buffer.from(INFOTEXT, 'utf16le').swap16())],
  ['UNICODE, little-endian', exifWith('UNICODE', Buffer.from(INFOTEXT, 'utf16le'))],
  ['no code', exifWith('', Buffer.from(INFOTEXT))],
])('a JPEG with its comment as %s', async (_, exif) => {
  expect(await readPictureMetadata(await jpegWith(exif))).toMatchObject({
    format: 'jpeg',
    infotext: INFOTEXT,
  });
});

test('a comment in Exif counts before the text of a PNG', async () => {
  const both = await sharp(await png(['parameters', 'of the PNG']))
    .withExif({ IFD2: { UserComment: 'of Exif' } })
    .png()
    .toBuffer();
  const told = await readPictureMetadata(withPngText(both, 'parameters', 'of the PNG'));
  expect(told.infotext).toBe('of Exif');
});

test('a GIF with a comment longer than one piece', async () => {
  const long = `${'a cat, '.repeat(60)}\nSteps: 8, Sampler: Euler, Seed: 1`;
  expect(await readPictureMetadata(await gifWith(Buffer.from(long)))).toMatchObject({
    format: 'gif',
    infotext: long,
  });
});

test('a NovelAI picture in the words of others', async () => {
  const comment = { uc: 'lowres', steps: 28, sampler: 'k_dpmpp_2m', scale: 11, seed: 42, noise: 0.2 };
  const file = await png(
    ['Software', 'NovelAI'],
    ['Description', 'a {cat}'],
    ['Comment', JSON.stringify(comment)],
  );
  expect((await readPictureMetadata(file)).infotext).toBe(
    'a {cat}\nNegative prompt: lowres\nSteps: 28, Sampler: DPM++ 2M, CFG scale: 11, Seed: 42, Size: 6x4, Clip skip: 2, ENSD: 31337',
  );
  const broken = await png(['Software', 'NovelAI'], ['Description', 'a cat'], ['Comment', '{']);
  expect((await readPictureMetadata(broken)).infotext).toBeNull();
});

test('what is no picture, or damaged where its texts are, is told or passed over', async () => {
  await expect(readPictureMetadata(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).rejects.toThrow(
    'This is no picture',
  );
  await expect(readPictureMetadata(Buffer.alloc(0))).rejects.toThrow();
  const gif = await gifWith(Buffer.from('a comment'));
  for (let cut = 6; cut < 40; cut++) {
    const told = await readPictureMetadata(gif.subarray(0, gif.length - cut)).catch(() => null);
    expect([null, 'a comment']).toContain(told?.infotext ?? null);
  }
  const exif = exifWith('UNICODE', Buffer.from(INFOTEXT, 'utf16le'));
  for (let cut = 1; cut < exif.length; cut += 7) {
    await readPictureMetadata(await jpegWith(exif.subarray(0, exif.length - cut)));
  }
});
