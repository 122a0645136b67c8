import { type GalleryRow, shownRatio } from './justify';

/** Which row the picture at this place is in; -1: none. */
export function rowOf(rows: readonly GalleryRow[], at: number): number {
  let low = 0;
  let high = rows.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const row = rows[middle]!;
    if (row.start > at || (row.kind === 'day' && row.start === at)) {
      if (row.start > at) high = middle - 1;
      else low = middle + 1;
    } else if (row.kind === 'day' || row.end <= at) low = middle + 1;
    else return middle;
  }
  return -1;
}

/** The picture above (-1) or below (+1) this one: the one whose middle is nearest. At the edge it stays. */
export function neighbourOf(
  rows: readonly GalleryRow[],
  ratios: readonly number[],
  at: number,
  way: 1 | -1,
): number {
  const from = rowOf(rows, at);
  let to = from + way;
  while (rows[to]?.kind === 'day') to += way;
  const row = rows[to];
  if (from < 0 || row?.kind !== 'pictures') return at;
  const middle = middleOf(rows[from]!, ratios, at);
  let nearest = row.start;
  for (let other = row.start; other < row.end; other++) {
    const distance = Math.abs(middleOf(row, ratios, other) - middle);
    if (distance < Math.abs(middleOf(row, ratios, nearest) - middle)) nearest = other;
  }
  return nearest;
}

function middleOf({ start, height }: GalleryRow, ratios: readonly number[], at: number): number {
  let left = 0;
  for (let before = start; before < at; before++) left += shownRatio(ratios[before] ?? 100) * height;
  return left + (shownRatio(ratios[at] ?? 100) * height) / 2;
}
