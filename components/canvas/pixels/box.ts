/** A rectangle of pixels; the ends are not part of it. */
export interface Box {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

export const isEmpty = ({ x1, y1, x2, y2 }: Box): boolean => x2 <= x1 || y2 <= y1;

export const widthOf = ({ x1, x2 }: Box): number => x2 - x1;
export const heightOf = ({ y1, y2 }: Box): number => y2 - y1;

/** What both have; it may be empty. */
export const overlap = (a: Box, b: Box): Box => ({
  x1: Math.max(a.x1, b.x1),
  y1: Math.max(a.y1, b.y1),
  x2: Math.min(a.x2, b.x2),
  y2: Math.min(a.y2, b.y2),
});

/** The smallest box around both; null counts as nothing. */
export function around(a: Box | null, b: Box | null): Box | null {
  if (!a || !b) return a ?? b;
  return {
    x1: Math.min(a.x1, b.x1),
    y1: Math.min(a.y1, b.y1),
    x2: Math.max(a.x2, b.x2),
    y2: Math.max(a.y2, b.y2),
  };
}
