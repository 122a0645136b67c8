import { createTranslator } from 'use-intl/core';
import { expect, test } from 'vitest';
import type { Locale } from '@/lib/i18n/locales';
import { messagesOf } from '@/lib/i18n/messages';
import { millisecondsWords, shortDuration } from './duration-words';
import { agoWords, momentWords, recentWords } from './time-words';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const wordsOf = (locale: Locale) =>
  createTranslator({ locale, messages: messagesOf(locale), namespace: 'times' });

test.each([
  ['2026-11-22T11:59:30Z', 'just now', '刚刚', 'たった今'],
  ['2026-11-22T11:55:00Z', '5 min ago', '5 分钟前', '5 分前'],
  ['2026-11-22T09:00:00Z', '3 h ago', '3 小时前', '3 時間前'],
  ['2026-11-21T11:00:00Z', 'yesterday', '昨天', '昨日'],
  ['2026-11-19T11:00:00Z', '3 days ago', '3 天前', '3 日前'],
  ['2026-11-01T12:00:00Z', '1 Nov 2026', '2026年11月1日', '2026年11月1日'],
])('%s is %s, %s, %s', (iso, en, zh, ja) => {
  expect(agoWords(iso, wordsOf('en'), 'en', NOW)).toBe(en);
  expect(agoWords(iso, wordsOf('zh'), 'zh', NOW)).toBe(zh);
  expect(agoWords(iso, wordsOf('ja'), 'ja', NOW)).toBe(ja);
});

test('a moment names the day and the second, with 24 hours', () => {
  const moment = '2026-11-22T00:05:09';
  expect(momentWords(moment, 'en')).toBe('22 Nov 2026, 00:05:09');
  expect(momentWords(moment, 'zh')).toBe('2026年11月22日 00:05:09');
  expect(momentWords(moment, 'ja')).toBe('2026年11月22日 00:05:09');
});

test.each([
  [840, '0.84 s', '840 ms'],
  [9_400, '9.40 s', '9.4 s'],
  [12_345, '12 s', '12 s'],
  [184_000, '3 min 4 s', '3.1 min'],
  [1_200_000, '20 min', '20.0 min'],
  [7_500_000, '2 h 5 min', '2.1 h'],
])('%d ms are %s, above a bar %s', (milliseconds, measured, short) => {
  expect(millisecondsWords(milliseconds, wordsOf('en'))).toBe(measured);
  expect(shortDuration(milliseconds, wordsOf('en'))).toBe(short);
});

test('what is recent is said as people say it', () => {
  const now = new Date(2026, 2, 10, 12, 0);
  const iso = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString();
  const recent = (text: string, locale: Locale = 'en') => recentWords(text, wordsOf(locale), locale, now);
  expect(recent(iso(2026, 2, 10, 9, 5))).toBe('Today, 09:05');
  expect(recent(iso(2026, 2, 9, 23, 59))).toBe('Yesterday, 23:59');
  expect(recent(iso(2026, 2, 8, 1, 2))).toBe('8 Mar, 01:02');
  expect(recent(iso(2025, 11, 31, 1, 2))).toBe('31 Dec 2025');
  expect(recent(iso(2026, 2, 8, 1, 2), 'zh')).toBe('3月8日 01:02');
  expect(recent(iso(2026, 2, 9, 23, 59), 'ja')).toBe('昨日 23:59');
});
