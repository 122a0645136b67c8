import { expect, test } from 'vitest';
import type { StudioPicture } from '../data/studio-picture';
import { byDay } from './by-day';

test('pictures stand under their days, newest first', () => {
  const at = (year: number, month: number, day: number) =>
    ({ createdAt: new Date(year, month, day, 12).toISOString() }) as StudioPicture;
  const pictures = [at(2026, 2, 3), at(2026, 2, 3), at(2026, 2, 2), at(2026, 0, 9), at(2025, 11, 31)];
  const days = byDay(pictures, new Date(2026, 2, 3, 18));
  expect(days.map(({ label, pictures: { length } }) => [label, length])).toEqual([
    ['Today', 2],
    ['Yesterday', 1],
    ['January 9', 1],
    ['December 31, 2025', 1],
  ]);
});
