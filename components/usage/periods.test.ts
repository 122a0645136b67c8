import { expect, test } from 'vitest';
import { daysOf, rangeOf } from './periods';

test.each([
  ['recent', '2026-03-01T00:00:00Z', '2026-01-31', '2026-03-01'],
  ['month', '2026-03-01T00:00:00Z', '2026-03-01', '2026-03-01'],
  ['lastMonth', '2026-03-31T23:59:59Z', '2026-02-01', '2026-02-28'],
  ['lastMonth', '2027-01-15T12:00:00Z', '2026-12-01', '2026-12-31'],
  ['year', '2028-12-31T23:59:59Z', '2028-01-01', '2028-12-31'],
] as const)('%s at %s', (period, now, from, to) => {
  expect(rangeOf(period, new Date(now))).toEqual({ from, to });
});

test('the longest year is not longer than may be asked for at once', () => {
  const days = daysOf(rangeOf('year', new Date('2028-12-31T12:00:00Z')));
  expect(days.length).toBe(366);
  expect(days.slice(58, 61)).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
});
