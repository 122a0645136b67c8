import { expect, test } from 'vitest';
import { keptWarnings } from './warnings';

test('each once, as text the database can hold', () => {
  expect(keptWarnings(['b', 'a', 'b', 'x\0y', '\ud83d'])).toEqual(['b', 'a', 'xy', '\ufffd']);
  expect(keptWarnings(['x'.repeat(501)])).toEqual([`${'x'.repeat(499)}…`]);
});

test('of many the first, and how many more there were', () => {
  const all = Array.from({ length: 2_000 }, (_, k) => `No ${k}.`);
  const kept = keptWarnings(all);
  expect(kept).toHaveLength(20);
  expect([kept[0], kept[18], kept[19]]).toEqual(['No 0.', 'No 18.', 'And 1,981 more of the kind.']);
  expect(keptWarnings(all.slice(0, 20))).toEqual(all.slice(0, 20));
});
