import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type GalleryRow, justify, shownRatio } from './justify';
import { neighbourOf, rowOf } from './neighbour';

const measures = { width: 1000, rowHeight: 200, gap: 8, headingHeight: 40, columns: 0 };
const galleries = fc.array(fc.array(fc.integer({ min: 10, max: 900 }), { minLength: 1, maxLength: 30 }), {
  maxLength: 8,
});
const outlineOf = (days: number[][]) => ({
  ratios: days.flat(),
  days: days.map((ratios, k): [string, number] => [`day ${k}`, ratios.length]),
});
const widthOf = (row: GalleryRow & { kind: 'pictures' }, ratios: number[]) =>
  ratios.slice(row.start, row.end).reduce((sum, ratio) => sum + shownRatio(ratio) * row.height, 0) +
  measures.gap * (row.end - row.start - 1);

test('every picture stands in one row of its day, and no row is wider than the grid', () => {
  fc.assert(
    fc.property(galleries, fc.constantFrom(0, 2), (days, columns) => {
      const outline = outlineOf(days);
      const rows = justify(outline, { ...measures, columns });
      let next = 0;
      for (const row of rows) {
        expect(row.start).toBe(next);
        if (row.kind === 'day') continue;
        expect(widthOf(row, outline.ratios)).toBeLessThanOrEqual(measures.width + 0.01);
        if (columns > 0) expect(row.end - row.start).toBeLessThanOrEqual(columns);
        next = row.end;
      }
      expect(next).toBe(outline.ratios.length);
      expect(rows.filter(({ kind }) => kind === 'day')).toHaveLength(days.length);
    }),
  );
});

test('rows fill the width but for the last of a day', () => {
  const outline = outlineOf([Array(23).fill(100), Array(3).fill(150)]);
  const rows = justify(outline, measures).filter((row) => row.kind === 'pictures');
  for (const row of rows) {
    const isLast = row.end === 23 || row.end === 26;
    if (!isLast) expect(widthOf(row, outline.ratios)).toBeCloseTo(1000);
  }
});

test('a hundred thousand pictures are laid out between two frames', () => {
  const outline = outlineOf(Array.from({ length: 500 }, () => Array(200).fill(67)));
  const started = performance.now();
  expect(justify(outline, measures).length).toBeGreaterThan(10_000);
  expect(performance.now() - started).toBeLessThan(200);
});

test('the row of each picture is found; up and down lead to a picture of the next row, and stay at the edges', () => {
  fc.assert(
    fc.property(galleries, (days) => {
      const { ratios, ...outline } = outlineOf(days);
      const rows = justify({ ratios, ...outline }, measures);
      for (let at = 0; at < ratios.length; at++) {
        const row = rows[rowOf(rows, at)]!;
        expect(row.kind === 'pictures' && row.start <= at && at < row.end).toBe(true);
        const below = neighbourOf(rows, ratios, at, 1);
        const above = neighbourOf(rows, ratios, at, -1);
        expect(below).toBeGreaterThanOrEqual(at);
        expect(above).toBeLessThanOrEqual(at);
        if (below !== at) expect(rowOf(rows, below)).toBeGreaterThan(rowOf(rows, at));
      }
    }),
  );
});
