import { expect, test } from 'vitest';
import { problemOf } from './extras-item';

test.each([
  ['a.png', 'image/png', 1000, null],
  ['scan.TIF', '', 1000, null],
  ['scan.tiff', 'image/tiff', 300e6, 'tooLarge'],
  ['notes.txt', 'text/plain', 10, 'noFile'],
  ['drawing.svg', 'image/svg+xml', 10, 'noFile'],
  ['folder', '', 4096, 'noFile'],
  ['film.png', 'video/mp4', 10, 'noFile'],
])('%s (%s, %i bytes): %s', (name, type, size, problem) => {
  expect(problemOf({ name, type, size })).toBe(problem);
});
