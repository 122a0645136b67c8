import { expect, test } from 'vitest';
import { alphaOf } from './colour';
import { clearAll, fillArea, invertMask } from './fill';
import { fillOutline } from './lasso';
import { grownArea, onlyMaskedBox } from './masked-area';
import { Stroke } from './stroke';
import { Tiles } from './tiles';

const WHITE = 0xffffffff;
const PAPER = { x1: 0, y1: 0, x2: 400, y2: 300 };
const alphaAt = (tiles: Tiles, x: number, y: number) => alphaOf(tiles.pixel(x, y));
const box = (x1: number, y1: number, x2: number, y2: number) => ({ x1, y1, x2, y2 });

test('a lasso fills what it surrounds, to a part of a pixel, also where its line crosses itself', () => {
  const tiles = new Tiles();
  const square = [
    { x: 10, y: 10 },
    { x: 20.5, y: 10 },
    { x: 20.5, y: 20 },
    { x: 10, y: 20 },
  ];
  fillOutline(tiles, square, WHITE, PAPER);
  expect(alphaAt(tiles, 15, 15)).toBe(255);
  expect(alphaAt(tiles, 20, 15)).toBe(128);
  expect(alphaAt(tiles, 21, 15)).toBe(0);
  expect(tiles.drawn()).toEqual(box(10, 10, 21, 20));
  fillOutline(
    tiles,
    [...square, ...square].map(({ x, y }) => ({ x: x + 100, y })),
    WHITE,
    PAPER,
  );
  expect(alphaAt(tiles, 115, 15)).toBe(255);
  expect(fillOutline(tiles, square.slice(0, 2), WHITE, PAPER)).toBeNull();
});

test('fill fills what a closed line surrounds, and all of the paper where nothing is drawn', () => {
  const ring = new Tiles();
  const stroke = new Stroke(ring, { colour: WHITE, hardness: 1 }, PAPER);
  const around = Array.from({ length: 41 }, (_, k) => (k / 40) * 2 * Math.PI);
  stroke.through(
    around.map((angle) => ({ x: 200 + 80 * Math.cos(angle), y: 150 + 80 * Math.sin(angle), radius: 4 })),
  );
  stroke.finish();
  fillArea(ring, { x: 200, y: 150 }, WHITE, PAPER);
  expect(alphaAt(ring, 200, 150)).toBe(255);
  expect(alphaAt(ring, 260, 150)).toBe(255);
  expect(alphaAt(ring, 300, 150)).toBe(0);

  const empty = new Tiles();
  fillArea(empty, { x: 5, y: 5 }, WHITE, PAPER);
  expect(empty.drawn()).toEqual(PAPER);
});

test('an inverted mask masks the rest; a cleared one nothing', () => {
  const tiles = new Tiles();
  fillOutline(
    tiles,
    [
      { x: 0, y: 0 },
      { x: 400, y: 0 },
      { x: 400, y: 100 },
      { x: 0, y: 100 },
    ],
    WHITE,
    PAPER,
  );
  invertMask(tiles, PAPER, WHITE);
  expect(tiles.drawn()).toEqual(box(0, 100, 400, 300));
  clearAll(tiles);
  expect(tiles.drawn()).toBeNull();
  expect(clearAll(tiles)).toBeNull();
});

const area = { padding: 0, blur: 0, width: 512, height: 512 };

test('the box of "Only masked" has its padding and blur, the proportions that are drawn, and stays in the frame', () => {
  expect(onlyMaskedBox(null, PAPER, area)).toBeNull();
  expect(onlyMaskedBox(box(100, 100, 140, 120), PAPER, area)).toEqual(box(100, 90, 140, 130));
  expect(onlyMaskedBox(box(100, 100, 140, 140), PAPER, { ...area, padding: 32 })).toEqual(
    box(68, 68, 172, 172),
  );
  expect(onlyMaskedBox(box(100, 100, 140, 140), PAPER, { ...area, blur: 4 })).toEqual(box(90, 90, 150, 150));
  expect(onlyMaskedBox(box(0, 280, 40, 300), PAPER, area)).toEqual(box(0, 260, 40, 300));
  expect(onlyMaskedBox(box(100, 100, 140, 140), PAPER, { ...area, width: 1024 })).toEqual(
    box(80, 100, 160, 140),
  );
});

test('what the frame has beyond the picture is masked', () => {
  expect(grownArea(PAPER, PAPER)).toBeNull();
  expect(grownArea(box(-64, 0, 400, 300), PAPER)).toEqual(box(-64, 0, 0, 300));
  expect(grownArea(box(-64, 0, 400, 308), PAPER)).toEqual(box(-64, 0, 400, 308));
});
