import { expect, it } from 'vitest';
import type { Rows } from '../evaluation';
import { decodeInTiles, isLargerThanTile } from './tiled-decode';

/** A decoder that repeats each place of the first three channels `factor` times: exact whatever the tiles. */
const repeat = (factor: number, seen: number[][]) => async (z: Rows) => {
  const [, height = 0, width = 0] = z.shape;
  seen.push([height, width]);
  const image = new Float32Array(3 * height * width * factor ** 2);
  for (let i = 0; i < image.length; i++) {
    const area = height * width * factor ** 2;
    const [c, rest] = [Math.floor(i / area), i % area];
    const [y, x] = [Math.floor(rest / (width * factor)), rest % (width * factor)];
    image[i] = z.data[(c * height + Math.floor(y / factor)) * width + Math.floor(x / factor)] as number;
  }
  return image;
};

it.each([
  [70, 150],
  [64, 65],
  [8, 200],
  [20, 20],
])('joins the tiles of a latent of %i×%i without a seam', async (height, width) => {
  const z = {
    data: Float32Array.from({ length: 4 * height * width }, (_, i) => Math.sin(i)),
    shape: [4, height, width],
  };
  const seen: number[][] = [];
  const image = await decodeInTiles(z, 2, repeat(2, seen));
  const whole = await repeat(2, [])(z);
  expect(image.every((value, i) => Math.abs(value - whole[i]!) < 1e-6)).toBe(true);
  expect(Math.max(...seen.flat())).toBeLessThanOrEqual(64);
  expect(seen.length > 1).toBe(isLargerThanTile(height, width));
});
