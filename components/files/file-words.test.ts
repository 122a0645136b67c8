import { expect, test } from 'vitest';
import { daysLeft, formatDate } from './file-words';

const now = new Date(2026, 2, 10, 12, 0);
const iso = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString();

test('dates are said as people say them', () => {
  expect(formatDate(iso(2026, 2, 10, 9, 5), now)).toBe('Today, 09:05');
  expect(formatDate(iso(2026, 2, 9, 23, 59), now)).toBe('Yesterday, 23:59');
  expect(formatDate(iso(2026, 2, 8, 1, 2), now)).toBe('8 Mar, 01:02');
  expect(formatDate(iso(2025, 11, 31, 1, 2), now)).toBe('31 Dec 2025');
});

test('the trash says how long it keeps', () => {
  const ago = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();
  expect(daysLeft(ago(0), now)).toBe('in 30 days');
  expect(daysLeft(ago(28.5), now)).toBe('in 2 days');
  expect(daysLeft(ago(29.5), now)).toBe('in 1 day');
  expect(daysLeft(ago(31), now)).toBe('today');
});
