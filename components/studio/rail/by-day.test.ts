import { createTranslator } from 'use-intl/core';
import { expect, test } from 'vitest';
import type { Locale } from '@/lib/i18n/locales';
import { messagesOf } from '@/lib/i18n/messages';
import type { StudioPicture } from '../data/studio-picture';
import { byDay } from './by-day';

test('pictures stand under their days, newest first', () => {
  const at = (year: number, month: number, day: number) =>
    ({ createdAt: new Date(year, month, day, 12).toISOString() }) as StudioPicture;
  const pictures = [at(2026, 2, 3), at(2026, 2, 3), at(2026, 2, 2), at(2026, 0, 9), at(2025, 11, 31)];
  const daysIn = (locale: Locale) => {
    const words = createTranslator({ locale, messages: messagesOf(locale), namespace: 'stage.rail' });
    const days = byDay(pictures, new Date(2026, 2, 3, 18), words, locale);
    return days.map(({ label, pictures: { length } }) => [label, length]);
  };
  expect(daysIn('en')).toEqual([
    ['Today', 2],
    ['Yesterday', 1],
    ['9 January', 1],
    ['31 December 2025', 1],
  ]);
  expect(daysIn('ja').map(([label]) => label)).toEqual(['今日', '昨日', '1月9日', '2025年12月31日']);
});
