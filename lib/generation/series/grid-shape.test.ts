import { expect, test } from 'vitest';
import { gridShape } from './grid-shape';

const usual = { n_rows: -1, grid_prevent_empty_spots: false, batch_size: 1 };

test.each([
  [1, 1, 1],
  [2, 1, 2],
  [3, 2, 2],
  [4, 2, 2],
  [6, 2, 3],
  [7, 3, 3],
])('%i pictures: %i rows, %i columns', (count, rows, columns) => {
  expect(gridShape(count)).toEqual({ rows, columns });
  expect(gridShape(count, usual)).toEqual({ rows, columns });
});

test.each([
  [6, { n_rows: 3 }, 3, 2],
  [5, { n_rows: 2 }, 2, 3],
  // No row is empty.
  [4, { n_rows: 16 }, 4, 1],
  [6, { n_rows: 0, batch_size: 3 }, 3, 2],
  [7, { grid_prevent_empty_spots: true }, 1, 7],
  [10, { grid_prevent_empty_spots: true }, 2, 5],
  [12, { grid_prevent_empty_spots: true }, 3, 4],
  // A number of rows that is said goes before.
  [7, { grid_prevent_empty_spots: true, n_rows: 2 }, 2, 4],
])('%i pictures with %j: %i rows, %i columns', (count, options, rows, columns) => {
  expect(gridShape(count, { ...usual, ...options })).toEqual({ rows, columns });
});
