import { expect, test } from 'vitest';
import { firstMaskOf, gridsOf, shownOf } from './grids';
import type { GenerationRequest } from './request';
import { cellOfPicture } from './series/cell-of-picture';

const pictures = (count: number) => Array.from({ length: count }, (_, index) => ({ index }));
const shown = (request: Partial<GenerationRequest>, count: number) =>
  shownOf({ batch_size: 2, n_iter: 2, ...request }, pictures(count)).map(({ index }) => index);

test('a grid stands first and is shown where it shall be', () => {
  const kept = { batch_grid: { kept: true, shown: false } };
  expect([gridsOf({}), gridsOf(kept)]).toEqual([0, 1]);
  expect(shown({}, 4)).toEqual([0, 1, 2, 3]);
  expect(shown({ batch_grid: { kept: true, shown: true } }, 5)).toEqual([0, 1, 2, 3, 4]);
  expect(shown(kept, 5)).toEqual([1, 2, 3, 4]);
});

test('pictures of masks stand behind all that could be drawn, and are shown to nobody', () => {
  const masked = { mask_pictures: ['mask' as const], batch_grid: { kept: true, shown: true } };
  expect(firstMaskOf({ batch_size: 2, n_iter: 2, ...masked })).toBe(5);
  expect(shown(masked, 9)).toEqual([0, 1, 2, 3, 4]);
  expect(firstMaskOf({ batch_size: 2, n_iter: 2 })).toBe(Number.POSITIVE_INFINITY);
});

test('a picture of a series knows the request it was drawn by, whatever the order of the cells', () => {
  const request = {
    steps: 1,
    series: {
      grids: 2,
      cells: [
        { place: 1, first: 2, changes: { steps: 20 } },
        { place: 0, first: 0, changes: { steps: 10 } },
      ],
    },
  } as unknown as GenerationRequest;
  const found = (index: number) => {
    const cell = cellOfPicture(request, index);
    return [cell.request.steps, cell.index];
  };
  expect([0, 1, 2, 3, 4, 5].map(found)).toEqual([
    ...[
      [10, 0],
      [10, 0],
    ],
    ...[
      [10, 0],
      [10, 1],
      [20, 0],
      [20, 1],
    ],
  ]);
  const plain = { steps: 5, batch_grid: { kept: true, shown: true } } as GenerationRequest;
  expect(cellOfPicture(plain, 3)).toMatchObject({ request: { steps: 5 }, index: 2 });
});
