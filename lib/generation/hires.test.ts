import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LATENT_UPSCALERS } from '@/worker/engine/images/resize-latent';
import { hiresSize } from '@/worker/engine/pipeline/hires-size';
import { IMAGE_UPSCALERS } from '@/worker/engine/pipeline/request';
import { scaledSize } from './hires';
import { type HiresFields, hiresProblems } from './resolve-hires';
import { LATENT_UPSCALE_MODES, UPSCALERS, upscalerNamed } from './upscalers';

test('what is offered is what can be drawn', () => {
  expect([...LATENT_UPSCALE_MODES]).toEqual(Object.keys(LATENT_UPSCALERS));
  expect([...UPSCALERS].sort()).toEqual([...IMAGE_UPSCALERS].sort());
});

test('upscalers are found in any case', () => {
  expect(upscalerNamed('LANCZOS')).toBe('Lanczos');
  expect(upscalerNamed('latent (Nearest-Exact)')).toBe('Latent (nearest-exact)');
  expect(upscalerNamed('R-ESRGAN 4x+')).toBeUndefined();
});

test('the size that is checked is the size that is drawn', () => {
  const side = fc.integer({ min: 64, max: 2048 });
  fc.assert(
    fc.property(
      side,
      side,
      fc.double({ min: 1, max: 8, noNaN: true }),
      side,
      side,
      (width, height, scale, x, y) => {
        const first = { width, height };
        for (const [resize_x, resize_y] of [
          [0, 0],
          [x, 0],
          [0, y],
          [x, y],
        ] as const) {
          const size = resize_x + resize_y === 0 ? { scale } : { width: resize_x, height: resize_y };
          const drawn = hiresSize(first, size, 8);
          expect(scaledSize(first, { scale, resize_x, resize_y })).toEqual({
            width: drawn.width,
            height: drawn.height,
          });
        }
      },
    ),
  );
});

const problems = (fields: HiresFields, first = { width: 512, height: 512, steps: 20 }) =>
  hiresProblems({ ...first, denoisingStrength: 0.5, ...fields });

test.each<[HiresFields, string]>([
  [{ hrScale: 0.5 }, 'The hires scale must be a number from 1 to 8.'],
  [{ hrScale: Number.NaN }, 'The hires scale must be a number from 1 to 8.'],
  [{ hrScale: 4.5 }, 'The hires fix would scale the picture to 2304×2304; sides must be from 64 to 2,048.'],
  [{ hrResizeX: 7 }, 'A side of the hires fix must be 0 or a whole number from 64 to 2,048.'],
  [{ hrResizeY: -1 }, 'A side of the hires fix must be 0 or a whole number from 64 to 2,048.'],
  [{ denoisingStrength: 1.5 }, 'The denoising strength must be a number from 0 to 1.'],
  [
    { denoisingStrength: 0.0001 },
    'So many steps can’t be made at so low a denoising strength. Raise it, or make fewer steps.',
  ],
  [{ hrSteps: 151 }, 'Hires steps must be a whole number from 0 to 150.'],
  [
    { hrPrompt: 'x'.repeat(20_001) },
    'The hires prompt has 20,001 characters; at most 20,000 are allowed. Shorten it.',
  ],
])('%o is out of bounds', (fields, message) => {
  const [field] = Object.keys(fields);
  expect(problems(fields)).toEqual([{ field, message }]);
});

test('a long strip is refused though both asked sides are fine', () => {
  expect(
    problems({ hrResizeX: 2048, hrResizeY: 2048 }, { width: 2048, height: 64, steps: 20 }),
  ).toMatchObject([{ field: 'hrResizeX', message: expect.stringContaining('65536×2048') }]);
});

test('what is fine', () => {
  expect(problems({})).toEqual([]);
  expect(problems({ hrScale: 99, hrResizeX: 768, denoisingStrength: 0, hrSteps: 150 })).toEqual([]);
});
