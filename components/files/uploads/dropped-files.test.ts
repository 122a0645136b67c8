import { expect, test } from 'vitest';
import { emptyOf } from './dropped-files';

test('folders that hold nothing, or only what does not count, are empty; those above them are not', () => {
  const folders = ['shoot', 'shoot/raw', 'shoot/raw/day 1', 'shoot/out', 'shoot/out2', 'notes'];
  expect(emptyOf(folders, [{ path: 'shoot/out/a.png' }, { path: 'top.txt' }])).toEqual([
    'shoot/raw/day 1',
    'shoot/out2',
    'notes',
  ]);
  expect(emptyOf([], [{ path: 'a' }])).toEqual([]);
});
