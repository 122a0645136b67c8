import { expect, test } from 'vitest';
import { sharp } from './decoders';
import { readPictureMetadata } from './picture-metadata';
import { jpegWithComment, webpWithComment } from './with-exif-comment';

const SIZE = { width: 33, height: 17 };
const picture = () => sharp({ create: { ...SIZE, channels: 3, background: 'teal' } });

test.each(['a barn\nSteps: 3, Seed: 5', 'été 猫 😀', 'odd', ''])(
  '%j is read again from JPEG and WebP',
  async (text) => {
    const jpeg = jpegWithComment(await picture().jpeg().toBuffer(), text);
    const webps = [await picture().webp().toBuffer(), await picture().webp({ lossless: true }).toBuffer()];
    for (const file of [jpeg, ...webps.map((webp) => webpWithComment(webp, text, SIZE))]) {
      expect((await readPictureMetadata(file)).infotext).toBe(text || null);
      const { info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
      expect(info).toMatchObject(SIZE);
    }
  },
);

test('a text that is too long for a JPEG is left out of it, not of a WebP', async () => {
  const text = 'x'.repeat(40_000);
  const jpeg = await picture().jpeg().toBuffer();
  expect(jpegWithComment(jpeg, text)).toBe(jpeg);
  const webp = webpWithComment(await picture().webp().toBuffer(), text, SIZE);
  expect((await readPictureMetadata(webp)).infotext).toBe(text);
});
