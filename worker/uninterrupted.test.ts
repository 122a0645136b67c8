import { expect, test } from 'vitest';
import { Uninterrupted } from './uninterrupted';

test('it counts from the first sight, and anew after a gap', () => {
  const answers = new Uninterrupted(10);
  expect([0, 10, 20].map((now) => answers.seen(now))).toEqual([0, 10, 20]);
  expect(answers.seen(31)).toBe(0);
  expect(answers.seen(36)).toBe(5);
});
