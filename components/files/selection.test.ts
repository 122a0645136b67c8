import { expect, test } from 'vitest';
import { everything, extended, moved, NOTHING, only, remaining, type Selection, toggled } from './selection';

const order = ['a', 'b', 'c', 'd', 'e'];
const chosen = (selection: Selection) => [...selection.chosen].sort().join('');

test('a click chooses one, with Ctrl more, with Shift a range from the first', () => {
  expect(chosen(only('b'))).toBe('b');
  expect(chosen(toggled(only('b'), 'd'))).toBe('bd');
  expect(chosen(toggled(toggled(only('b'), 'd'), 'b'))).toBe('d');
  expect(chosen(extended(only('b'), 'd', order))).toBe('bcd');
  expect(chosen(extended(extended(only('c'), 'e', order), 'a', order))).toBe('abc');
  expect(chosen(extended(NOTHING, 'c', order))).toBe('c');
});

test('arrow keys stop at the ends and extend with Shift', () => {
  expect(chosen(moved(NOTHING, 1, order, false))).toBe('a');
  expect(chosen(moved(NOTHING, -1, order, false))).toBe('e');
  expect(chosen(moved(only('d'), 3, order, false))).toBe('e');
  expect(chosen(moved(moved(only('b'), 1, order, true), 1, order, true))).toBe('bcd');
  expect(chosen(moved(moved(only('b'), 1, order, true), -2, order, true))).toBe('ab');
  expect(moved(NOTHING, 1, [], false)).toBe(NOTHING);
});

test('what is gone is no longer chosen', () => {
  const all = everything(order);
  expect(chosen(all)).toBe('abcde');
  expect(remaining(all, order)).toBe(all);
  expect(remaining(all, ['b', 'c'])).toMatchObject({
    chosen: new Set(['b', 'c']),
    anchor: null,
    cursor: null,
  });
});
