import type { GalleryOutline } from '@/lib/gallery/gallery-view';

interface Arrival {
  id: string;
  width: number;
  height: number;
  index: number;
  createdAt: string;
}

/** `2026-11-22`, as the viewer’s clock counts days. */
export function dayOf(iso: string): string {
  const date = new Date(iso);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The outline with pictures on top that are not in it yet, the newest first. */
export function withNew(outline: GalleryOutline, arrivals: readonly Arrival[]): GalleryOutline {
  const known = new Set(outline.ids);
  const fresh = arrivals
    .filter(({ id }) => !known.has(id))
    .sort((a, b) => (a.createdAt === b.createdAt ? b.index - a.index : a.createdAt < b.createdAt ? 1 : -1));
  const days = outline.days.map(([day, count]): [string, number] => [day, count]);
  for (const { createdAt } of [...fresh].reverse()) {
    const day = dayOf(createdAt);
    if (days[0]?.[0] === day) days[0][1]++;
    else days.unshift([day, 1]);
  }
  return {
    ids: [...fresh.map(({ id }) => id), ...outline.ids],
    ratios: [...fresh.map(({ width, height }) => Math.round((100 * width) / height)), ...outline.ratios],
    days,
  };
}

/** The outline without pictures that are gone. */
export function without(outline: GalleryOutline, gone: ReadonlySet<string>): GalleryOutline {
  const left: GalleryOutline = { ids: [], ratios: [], days: [] };
  let at = 0;
  for (const [day, count] of outline.days) {
    const before = left.ids.length;
    for (const end = at + count; at < end; at++) {
      const id = outline.ids[at]!;
      if (gone.has(id)) continue;
      left.ids.push(id);
      left.ratios.push(outline.ratios[at]!);
    }
    if (left.ids.length > before) left.days.push([day, left.ids.length - before]);
  }
  return left;
}
