import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { savingOptionsOf } from '@/lib/generation/saving-options';
import { readPictureMetadata } from '@/lib/pictures/picture-metadata';
import { copySize, largeCopy } from './large-copy';

const MIB = 1024 * 1024;

// Computed by the same expressions in Python, whose round() goes to the even number.
test.each([
  [4001, 4001, 10, 4, 4000, [4000, 4000]],
  [4000, 4000, 4 * MIB, 4, 4000, null],
  [4000, 4000, 4 * MIB + 1, 4, 4000, [4000, 4000]],
  [5000, 3001, 10, 4, 4000, [4000, 2401]],
  [3001, 5000, 10, 4, 4000, [2401, 4000]],
  [200, 75, 0, 4, 100, [100, 38]],
  [200, 77, 0, 4, 100, [100, 38]],
  [77, 200, 0, 4, 100, [38, 100]],
  [300, 200, 0, 4, 100.5, [100, 67]],
  [128, 64, 10, 0, 4000, [128, 64]],
  [128, 64, 0, 0, 4000, null],
  [4096, 2304, 10, 0.5, 1023.5, [1024, 576]],
  [64, 64, 600_000, 0.5, 4000, [64, 64]],
  // There a side of 0 pixels is an error.
  [8000, 1, 10, 4, 4000, [4000, 1]],
])(
  'the copy of %d × %d pixels in %d bytes, above %d MiB or %d pixels',
  (width, height, bytes, img_downscale_threshold, target_side_length, expected) => {
    const options = { export_for_4chan: true, img_downscale_threshold, target_side_length };
    const size = copySize({ width, height }, bytes, options);
    expect(size && [size.width, size.height]).toEqual(expected);
    expect(copySize({ width, height }, bytes, { ...options, export_for_4chan: false })).toBeNull();
  },
);

test('a large picture is copied as a JPEG of its size or smaller, with its infotext; a JPEG is not', async () => {
  const [width, height] = [96, 64];
  const bytes = await sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
  const picture = { bytes, format: 'png' as const, width, height, infotext: 'a house\nSteps: 1' };
  expect(await largeCopy(picture, savingOptionsOf({}))).toBeNull();
  for (const [options, size] of [
    [{ img_downscale_threshold: 0.01 }, { width: 96, height: 64 }],
    [{ target_side_length: 48 }, { width: 48, height: 32 }],
  ] as const) {
    const copy = await largeCopy(picture, savingOptionsOf(options));
    expect(await readPictureMetadata(copy!)).toMatchObject({
      ...size,
      format: 'jpeg',
      infotext: picture.infotext,
    });
    for (const format of ['jpg', 'jpeg'] as const)
      expect(await largeCopy({ ...picture, format }, savingOptionsOf(options))).toBeNull();
  }
});
