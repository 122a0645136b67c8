import { expect, test } from 'vitest';
import { gridColumns } from './grid-columns';

test.each([
  [1, 1, 1],
  [2, 1, 2],
  [4, 1, 2],
  [9, 1, 3],
  [16, 1, 4],
  [4, 4, 1],
  [8, 4, 2],
  [4, 0.5, 4],
  [2, 0.25, 2],
])('%i pictures %d times as wide as high: %i columns', (count, ratio, columns) => {
  expect(gridColumns(count, ratio)).toBe(columns);
});
