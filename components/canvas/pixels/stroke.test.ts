import { expect, test } from 'vitest';
import { alphaOf, pixelOf } from './colour';
import { exchange } from './edit';
import { coverAt, Stroke } from './stroke';
import { Tiles } from './tiles';

const WHITE = 0xffffffff;
const PAPER = { x1: 0, y1: 0, x2: 600, y2: 600 };
const alphaAt = (tiles: Tiles, x: number, y: number) => alphaOf(tiles.pixel(x, y));

function drawn(tiles: Tiles, points: [x: number, y: number][], changes = {}) {
  const stroke = new Stroke(tiles, { colour: WHITE, hardness: 1, ...changes }, PAPER);
  stroke.through(points.map(([x, y]) => ({ x, y, radius: 10 })));
  return stroke.finish();
}

test('a hard brush covers its circle and ends within a pixel; a soft one falls off from the middle', () => {
  expect(coverAt(9.4, 10, 1)).toBe(255);
  expect(coverAt(10, 10, 1)).toBe(128);
  expect(coverAt(10.5, 10, 1)).toBe(0);
  expect(coverAt(0, 10, 0)).toBe(255);
  expect(coverAt(5, 10, 0)).toBeGreaterThan(100);
  expect(coverAt(5, 10, 0)).toBeLessThan(160);
});

test('a stroke covers what lies along it, over the edges of tiles, and nothing outside of the paper', () => {
  const tiles = new Tiles();
  drawn(tiles, [
    [20, 256],
    [580, 256],
  ]);
  for (const x of [20, 255, 256, 300, 580]) expect(alphaAt(tiles, x, 256)).toBe(255);
  expect(alphaAt(tiles, 300, 256 + 12)).toBe(0);
  drawn(tiles, [
    [300, 599],
    [300, 605],
  ]);
  expect(alphaAt(tiles, 300, 599)).toBe(255);
  expect(alphaAt(tiles, 300, 600)).toBe(0);
  expect(tiles.drawn()).toMatchObject({ y2: 600 });
});

test('a soft stroke is no darker where it goes over itself', () => {
  const once = new Tiles();
  const often = new Tiles();
  drawn(once, [[100, 100]], { hardness: 0 });
  drawn(
    often,
    [
      [100, 100],
      [100, 100],
      [100, 100],
    ],
    { hardness: 0 },
  );
  expect(alphaAt(often, 106, 100)).toBe(alphaAt(once, 106, 100));
  expect(alphaAt(once, 106, 100)).toBeGreaterThan(0);
});

test('the eraser takes away as much as it covers', () => {
  const tiles = new Tiles();
  drawn(tiles, [[100, 100]]);
  drawn(tiles, [[106, 100]], { colour: null });
  expect(alphaAt(tiles, 106, 100)).toBe(0);
  expect(alphaAt(tiles, 92, 100)).toBe(255);
});

test('colours are mixed by how much they cover', () => {
  const tiles = new Tiles();
  drawn(tiles, [[100, 100]], { colour: pixelOf('#ff0000') });
  drawn(tiles, [[100, 100]], { colour: pixelOf('#0000ff'), hardness: 0 });
  const pixel = tiles.pixel(105, 100);
  expect(alphaOf(pixel)).toBe(255);
  const [red, blue] = [pixel & 0xff, (pixel >> 16) & 0xff];
  expect(red + blue).toBeGreaterThan(250);
  expect(Math.min(red, blue)).toBeGreaterThan(60);
});

test('a step is taken back and made again pixel by pixel, and remembers no more than it touched', () => {
  const tiles = new Tiles();
  drawn(tiles, [[100, 100]]);
  const before = tiles.cut(PAPER);
  const delta = drawn(tiles, [
    [104, 100],
    [250, 258],
  ])!;
  const after = tiles.cut(PAPER);
  const undone = exchange(tiles, delta);
  expect(tiles.cut(PAPER)).toEqual(before);
  expect(undone.changed).toMatchObject({ x1: 93, y1: 89 });
  exchange(tiles, undone.back);
  expect(tiles.cut(PAPER)).toEqual(after);
  expect(delta.bytes).toBeLessThan(4 * 256 * 256);
});
