import { expect, test } from 'vitest';
import { dayOf, withNew, without } from './outline';

const outline = {
  ids: ['a', 'b', 'c'],
  ratios: [100, 67, 150],
  days: [
    ['2026-11-21', 2],
    ['2026-11-20', 1],
  ] as [string, number][],
};

test('what is gone leaves its day, and the last of a day takes the day along', () => {
  expect(without(outline, new Set(['b']))).toEqual({
    ids: ['a', 'c'],
    ratios: [100, 150],
    days: [
      ['2026-11-21', 1],
      ['2026-11-20', 1],
    ],
  });
  expect(without(outline, new Set(['a', 'b'])).days).toEqual([['2026-11-20', 1]]);
  expect(without(outline, new Set(['a', 'b', 'c']))).toEqual({ ids: [], ratios: [], days: [] });
});

test('new pictures come on top, the last of a batch first, and none twice', () => {
  const createdAt = new Date(2026, 10, 22, 10).toISOString();
  const batch = ['x', 'y'].map((id, index) => ({ id, index, createdAt, width: 512, height: 768 }));
  const grown = withNew(outline, [...batch, { ...batch[0]!, id: 'a' }]);
  expect(grown.ids).toEqual(['y', 'x', 'a', 'b', 'c']);
  expect(grown.ratios.slice(0, 3)).toEqual([67, 67, 100]);
  expect(grown.days[0]).toEqual([dayOf(createdAt), 2]);
  expect(withNew(grown, batch)).toEqual(grown);
});
