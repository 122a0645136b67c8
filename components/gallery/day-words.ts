import type { Locale } from '@/lib/i18n/locales';
import type { Words } from '@/lib/i18n/words';
import { datesOf } from '../place/time-words';

/** What pictures stand under: a day, or what the order goes by: stars, pixels. */
export function headingWords(heading: string, t: Words<'gallery'>, locale: Locale, now?: Date): string {
  const [kind, number] = heading.split(':');
  if (kind === 'rating') return Number(number) > 0 ? '★'.repeat(Number(number)) : t('order.unrated');
  if (kind === 'pixels') return t('order.megapixels', { count: (Number(number) / 1e6).toFixed(2) });
  return dayWords(heading, t, locale, now);
}

/** `Today`, `Yesterday`, `Sunday, 22 November`, `22 November 2025`; `day` is `2026-11-22` of the viewer’s clock. */
function dayWords(day: string, t: Words<'gallery'>, locale: Locale, now: Date = new Date()): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const that = new Date(year, month - 1, date);
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  const ago = Math.round((today.getTime() - that.getTime()) / 86_400_000);
  if (ago === 0) return t('days.today');
  if (ago === 1) return t('days.yesterday');
  const recent = ago > 0 && ago < 180;
  return that.toLocaleDateString(datesOf(locale), {
    weekday: recent ? 'long' : undefined,
    day: 'numeric',
    month: 'long',
    year: recent ? undefined : 'numeric',
  });
}
