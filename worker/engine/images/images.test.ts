import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { golden } from '../testing/paths';
import { floats, readTensors, relativeError, type TestTensor } from '../testing/tensors';
import type { Bitmap, Box } from './bitmap';
import { blank, crop, paste } from './bitmap';
import { correctColours } from './colour-correction';
import { fillMasked } from './fill';
import { BICUBIC } from './filters';
import { blurMask } from './gaussian-blur';
import { labOfRgb } from './lab';
import { latentMask } from './latent-mask';
import { maskRegion } from './mask-region';
import { keptPart, underKept } from './overlay';
import { resize, resizeNearest } from './resize';
import { LATENT_UPSCALERS, type LatentUpscaler, resizeLatent } from './resize-latent';
import { RESIZE_MODES } from './resize-modes';
import { upscale } from './upscale';

let tensors: Map<string, TestTensor>;
beforeAll(async () => {
  tensors = await readTensors(golden('pixels.safetensors'));
});

/** A golden picture. */
function picture(name: string): Bitmap {
  const { shape, data } = tensors.get(name)!;
  const [height, width, channels = 1] = shape as [number, number, number?];
  return { width, height, channels, data: data as Uint8Array };
}

/** Bytes that differ, and by how much at most. */
function difference(a: Bitmap, b: Bitmap): { bytes: number; most: number } {
  expect([a.width, a.height, a.channels]).toEqual([b.width, b.height, b.channels]);
  const gaps = Array.from(a.data, (value, i) => Math.abs(value - b.data[i]!));
  return { bytes: gaps.filter((gap) => gap > 0).length, most: Math.max(...gaps) };
}
const EQUAL = { bytes: 0, most: 0 };

describe('pictures at other sizes, against Pillow', () => {
  const sizes = [
    [24, 24],
    [64, 40],
    [40, 64],
    [17, 51],
    [42, 30],
  ] as const;
  it.each(([0, 1, 2] as const).flatMap((mode) => sizes.map(([w, h]) => [mode, w, h] as const)))(
    'resize mode %i to %ix%i',
    (mode, width, height) => {
      const expected = picture(`resize mode ${mode} | ${width}x${height}`);
      expect(difference(RESIZE_MODES[mode](picture('picture'), width, height), expected)).toEqual(EQUAL);
    },
  );

  it('bicubic', () => {
    expect(
      difference(resize(picture('picture'), 16, 16, BICUBIC), picture('resize bicubic | 16x16')),
    ).toEqual(EQUAL);
  });

  it('nearest', () => {
    const nearest = resizeNearest(picture('picture'), 57, 41);
    expect(difference(nearest, picture('resize nearest | 57x41'))).toEqual(EQUAL);
  });

  it.each(
    (['Lanczos', 'Nearest'] as const).flatMap((name) =>
      [
        [57, 41],
        [43, 31],
        [84, 60],
      ].map(([w, h]) => [name, w!, h!] as const),
    ),
  )('upscaler %s to %ix%i', (name, width, height) => {
    const large = upscale(picture('picture'), width, height, name);
    expect(difference(large, picture(`upscale ${name} | ${width}x${height}`))).toEqual(EQUAL);
  });

  it('upscaler None, and any that has to shrink, is the plain resize', () => {
    const source = picture('picture');
    expect(upscale(source, 64, 40, 'None')).toEqual(resize(source, 64, 40));
    expect(upscale(source, 20, 20, 'Nearest')).toEqual(resize(source, 20, 20));
  });

  it('nearest takes whole pixels', () => {
    const source = picture('picture');
    const large = resizeNearest(source, 2 * source.width, 2 * source.height);
    expect(resizeNearest(large, source.width, source.height)).toEqual(source);
  });

  it('reaches one pixel from a very long picture', () => {
    for (const mode of [0, 1, 2] as const) {
      expect(RESIZE_MODES[mode](blank(1000, 1, 3), 64, 64)).toMatchObject({ width: 64, height: 64 });
    }
  });
});

describe('masks', () => {
  it.each([
    [4, 4],
    [1, 0],
    [0, 9],
    [12, 3],
    [30, 30],
  ])('blur %i %i, against OpenCV', (x, y) => {
    expect(difference(blurMask(picture('mask'), x, y), picture(`mask blur ${x} ${y}`))).toEqual(EQUAL);
  });

  it('blur of one pixel, and of a radius larger than the picture', () => {
    const white = { width: 1, height: 1, channels: 1, data: Uint8Array.of(255) };
    expect(blurMask(white, 64, 64).data).toEqual(Uint8Array.of(255));
  });

  it.each([true, false])('at the size of a latent, rounded: %s', (isRounded) => {
    const mask = latentMask(picture('mask blur 4 4'), 7, 6, isRounded);
    expect([...mask]).toEqual([...floats(tensors, `latent mask 7x6 rounded=${isRounded}`).data]);
  });

  it('the region that is drawn', async () => {
    const index = JSON.parse(await readFile(golden('pixels.json'), 'utf8'));
    for (const { mask, padding, size, region } of index['regions (picture 100 x 80)']) {
      const [x1, y1, x2, y2] = mask as Box;
      const grey = blank(100, 80, 1);
      paste(
        grey,
        { width: x2 - x1, height: y2 - y1, channels: 1, data: grey.data.slice(0).fill(255) },
        x1,
        y1,
      );
      expect(maskRegion(grey, padding, size[0], size[1])).toEqual(region);
    }
  });

  it('no region of a blank mask', () => {
    expect(maskRegion(blank(8, 8, 1), 32, 64, 64)).toBeUndefined();
  });
});

describe('inpainting pictures, against Pillow', () => {
  const mask = () => blurMask(picture('mask'), 4, 4);

  it('fill', () => {
    expect(difference(fillMasked(picture('photo'), mask()), picture('fill'))).toEqual(EQUAL);
  });

  it('overlay', () => {
    expect(difference(keptPart(picture('photo'), mask()), picture('overlay'))).toEqual(EQUAL);
  });

  it('overlay over a picture without any colour of its own', () => {
    const white = { width: 56, height: 48, channels: 3, data: new Uint8Array(56 * 48 * 3).fill(255) };
    const whole = underKept(white, keptPart(picture('photo'), blank(56, 48, 1)));
    expect(difference(whole, picture('photo'))).toEqual(EQUAL);
  });
});

describe('colours', () => {
  it('L*a*b*, against OpenCV', () => {
    expect(difference(labOfRgb(picture('colour image')), picture('colour lab'))).toEqual(EQUAL);
  });

  it('correction', () => {
    const corrected = correctColours(picture('colour image'), picture('colour target'));
    expect(difference(corrected, picture('colour corrected'))).toEqual(EQUAL);
  });
});

describe('latents at other sizes, against torch', () => {
  const sizes = [
    [12, 10],
    [9, 8],
    [6, 11],
    [4, 3],
    [7, 5],
  ] as const;
  const modes = Object.keys(LATENT_UPSCALERS) as LatentUpscaler[];
  it.each(modes.flatMap((mode) => sizes.map(([h, w]) => [mode, h, w] as const)))(
    '%s to %ix%i',
    (mode, h, w) => {
      const resized = resizeLatent(floats(tensors, 'latent').data, [4, 6, 5], [h, w], mode);
      expect(relativeError(resized, floats(tensors, `latent | ${mode} | ${h}x${w}`).data)).toBeLessThan(1e-6);
    },
  );
});

it('cuts and pastes across the edge', () => {
  const source = { width: 2, height: 2, channels: 1, data: Uint8Array.of(1, 2, 3, 4) };
  expect(crop(source, [1, 1, 3, 3]).data).toEqual(Uint8Array.of(4, 0, 0, 0));
  const target = blank(2, 2, 1);
  paste(target, source, 5, 0);
  expect(target.data).toEqual(new Uint8Array(4));
});
