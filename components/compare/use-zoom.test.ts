import { expect, test } from 'vitest';
import { zoomedAt } from './use-zoom';

const WHOLE = { scale: 1, x: 0, y: 0 };

/** What of the picture (from its middle, unscaled) is under a point of the screen. */
const under = ({ scale, x, y }: typeof WHOLE, at: { x: number; y: number }) => [
  (at.x - x) / scale,
  (at.y - y) / scale,
];

test('what is under the pointer stays there, however often one zooms', () => {
  const at = { x: 120, y: -40 };
  let zoom = WHOLE;
  for (const scale of [2, 5, 3, 9]) {
    const before = under(zoom, at);
    zoom = zoomedAt(zoom, scale, at);
    for (const [i, part] of under(zoom, at).entries()) expect(part).toBeCloseTo(before[i]!, 9);
    expect(zoom.scale).toBe(scale);
  }
});

test('never smaller than the whole picture, which then lies in the middle; never closer than a few pixels', () => {
  expect(zoomedAt({ scale: 4, x: 90, y: 7 }, 0.2, { x: 10, y: 10 })).toEqual(WHOLE);
  expect(zoomedAt(WHOLE, 1000, { x: 0, y: 0 }).scale).toBe(24);
});
