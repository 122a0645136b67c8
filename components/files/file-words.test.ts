import { expect, test } from 'vitest';
import { daysLeft } from './file-words';

test('the trash says how long it keeps', () => {
  const now = new Date(2026, 2, 10, 12, 0);
  const ago = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();
  expect(daysLeft(ago(0), now)).toBe(30);
  expect(daysLeft(ago(28.5), now)).toBe(2);
  expect(daysLeft(ago(29.5), now)).toBe(1);
  expect(daysLeft(ago(31), now)).toBe(0);
});
