import type { StudioPicture } from '../data/studio-picture';

export interface Day {
  label: string;
  pictures: StudioPicture[];
}

/** Pictures, newest first, under the days they were made on, as the viewer's clock counts days. */
export function byDay(pictures: StudioPicture[], now: Date): Day[] {
  const days: Day[] = [];
  for (const picture of pictures) {
    const label = dayLabel(new Date(picture.createdAt), now);
    const last = days.at(-1);
    if (last?.label === label) last.pictures.push(picture);
    else days.push({ label, pictures: [picture] });
  }
  return days;
}

function dayLabel(date: Date, now: Date): string {
  if (date.toDateString() === now.toDateString()) return 'Today';
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (date.toDateString() === yesterday.toDateString()) return 'Yesterday';
  const sameYear = date.getFullYear() === now.getFullYear();
  return date.toLocaleDateString('en', {
    day: 'numeric',
    month: 'long',
    year: sameYear ? undefined : 'numeric',
  });
}
