import { expect, test } from 'vitest';
import { drawableSize, sizeLike } from './sizes';

test.each([
  [{ width: 512, height: 768 }, 1, { width: 512, height: 768 }],
  [{ width: 500, height: 333 }, 1, { width: 504, height: 336 }],
  [{ width: 500, height: 333 }, 2, { width: 1000, height: 664 }],
  [{ width: 4096, height: 2048 }, 1, { width: 2048, height: 1024 }],
  [{ width: 1024, height: 1024 }, 4, { width: 2048, height: 2048 }],
  [{ width: 40, height: 900 }, 1, { width: 64, height: 904 }],
])('%j by %d is drawn at %j', (size, scale, drawn) => {
  expect(drawableSize(size, scale)).toEqual(drawn);
});

test('a picture of other proportions is drawn with as many pixels as the square', () => {
  expect(sizeLike({ width: 4000, height: 4000 }, 512)).toEqual({ width: 512, height: 512 });
  expect(sizeLike({ width: 3000, height: 2000 }, 512)).toEqual({ width: 624, height: 416 });
});
