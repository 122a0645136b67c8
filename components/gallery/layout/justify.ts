/** A line of the gallery: the heading of a day, or pictures side by side from `start` up to `end`. */
export type GalleryRow =
  | { kind: 'day'; day: string; count: number; start: number; height: number }
  | { kind: 'pictures'; start: number; end: number; height: number };

export interface Measures {
  /** Of the grid, pixels. */
  width: number;
  /** How high a row is about. */
  rowHeight: number;
  gap: number;
  headingHeight: number;
  /** On a phone: exactly so many pictures side by side; 0: as many as fit. */
  columns: number;
}

/** Pictures much wider or higher than others are shown cut, so that they don’t push everything aside. */
const NARROWEST = 0.5;
const WIDEST = 2.5;
/** The last row of a day is not stretched beyond this. */
const LOOSEST = 1.15;

export const shownRatio = (hundredths: number) => Math.min(WIDEST, Math.max(NARROWEST, hundredths / 100));

/**
 * Rows that fill the width, day after day: each picture keeps its proportions and all of a row have one height. Takes a
 * hundred thousand pictures in a few milliseconds.
 */
export function justify(
  { ratios, days }: { ratios: readonly number[]; days: readonly (readonly [string, number])[] },
  { width, rowHeight, gap, headingHeight, columns }: Measures,
): GalleryRow[] {
  const rows: GalleryRow[] = [];
  let start = 0;
  for (const [day, count] of days) {
    rows.push({ kind: 'day', day, count, start, height: headingHeight });
    const last = start + count;
    let sum = 0;
    for (let at = start; at < last; at++) {
      sum += shownRatio(ratios[at] ?? 100);
      const taken = at - start + 1;
      const height =
        columns > 0
          ? ((width - gap * (columns - 1)) * taken) / columns / sum
          : (width - gap * (taken - 1)) / sum;
      const full = columns > 0 ? taken === columns : height <= rowHeight;
      if (!full && at < last - 1) continue;
      const fits = full || columns > 0;
      rows.push({
        kind: 'pictures',
        start,
        end: at + 1,
        height: fits ? height : Math.min(height, rowHeight * LOOSEST),
      });
      start = at + 1;
      sum = 0;
    }
  }
  return rows;
}
