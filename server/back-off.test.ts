import { expect, test } from 'vitest';
import { BackOff } from './back-off';

test('what keeps ending is started again less and less often, at most every ten seconds', () => {
  const backOff = new BackOff();
  expect([1, 2, 3, 4, 5, 6, 7, 8].map(() => backOff.pauseAfter(50))).toEqual([
    200, 400, 800, 1600, 3200, 6400, 10_000, 10_000,
  ]);
});

test('what ran well for a while is started again at once', () => {
  const backOff = new BackOff();
  backOff.pauseAfter(50);
  backOff.pauseAfter(50);
  expect(backOff.pauseAfter(60_000)).toBe(200);
});
