import type { Locale } from '@/lib/i18n/locales';
import type { Words } from '@/lib/i18n/words';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** English dates begin with the day, as the house writes them. */
const DATES: Readonly<Record<Locale, string>> = { en: 'en-GB', zh: 'zh-CN', ja: 'ja-JP' };

/** The language that dates are written in: `toLocaleDateString(datesOf(locale), …)`. */
export const datesOf = (locale: Locale) => DATES[locale];

/** How long ago, in the words people use; a date from a week on. */
export function agoWords(
  iso: string,
  words: Words<'times'>,
  locale: Locale,
  now: number = Date.now(),
): string {
  const past = now - Date.parse(iso);
  if (past < MINUTE) return words('justNow');
  if (past < HOUR) return words('minutesAgo', { count: Math.floor(past / MINUTE) });
  if (past < DAY) return words('hoursAgo', { count: Math.floor(past / HOUR) });
  if (past < 2 * DAY) return words('yesterday');
  return past < 7 * DAY ? words('daysAgo', { count: Math.floor(past / DAY) }) : dayWords(iso, locale);
}

/** 22 Nov 2026 */
export const dayWords = (iso: string, locale: Locale) =>
  new Date(iso).toLocaleDateString(datesOf(locale), { day: 'numeric', month: 'short', year: 'numeric' });

/** 22 Nov 2026, 14:05:09 */
export const momentWords = (iso: string, locale: Locale) =>
  new Date(iso).toLocaleString(datesOf(locale), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });

/** `Today, 14:05`, `Yesterday, 09:30`, `3 Mar, 14:05`, `3 Mar 2025`. */
export function recentWords(iso: string, words: Words<'times'>, locale: Locale, now = new Date()): string {
  const date = new Date(iso);
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  const dates = datesOf(locale);
  const time = date.toLocaleTimeString(dates, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  if (date.getTime() >= midnight && date.getTime() < midnight + DAY) return words('todayAt', { time });
  if (date.getTime() >= midnight - DAY && date.getTime() < midnight) return words('yesterdayAt', { time });
  if (date.getFullYear() !== now.getFullYear()) return dayWords(iso, locale);
  return words('dayAt', { day: date.toLocaleDateString(dates, { day: 'numeric', month: 'short' }), time });
}
