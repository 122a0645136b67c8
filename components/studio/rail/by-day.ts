import type { Locale } from '@/lib/i18n/locales';
import type { Words } from '@/lib/i18n/words';
import { datesOf } from '../../place/time-words';
import type { StudioPicture } from '../data/studio-picture';

export interface Day {
  label: string;
  pictures: StudioPicture[];
}

/** Pictures, newest first, under the days they were made on, as the viewer's clock counts days. */
export function byDay(
  pictures: StudioPicture[],
  now: Date,
  words: Words<'stage.rail'>,
  locale: Locale,
): Day[] {
  const days: Day[] = [];
  for (const picture of pictures) {
    const label = dayLabel(new Date(picture.createdAt), now, words, locale);
    const last = days.at(-1);
    if (last?.label === label) last.pictures.push(picture);
    else days.push({ label, pictures: [picture] });
  }
  return days;
}

function dayLabel(date: Date, now: Date, words: Words<'stage.rail'>, locale: Locale): string {
  if (date.toDateString() === now.toDateString()) return words('today');
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (date.toDateString() === yesterday.toDateString()) return words('yesterday');
  const sameYear = date.getFullYear() === now.getFullYear();
  return date.toLocaleDateString(datesOf(locale), {
    day: 'numeric',
    month: 'long',
    year: sameYear ? undefined : 'numeric',
  });
}
