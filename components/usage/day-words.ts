import type { Locale } from '@/lib/i18n/locales';
import { datesOf } from '../place/time-words';

/** `2026-11-22` as `22 Nov`. */
export function shortDay(day: string, locale: Locale): string {
  return new Date(day).toLocaleDateString(datesOf(locale), {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
}

/** `2026-11-22` as `Sunday, 22 November`. */
export function longDay(day: string, locale: Locale): string {
  return new Date(day).toLocaleDateString(datesOf(locale), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
}
