/** Pixels from corner to corner, both part of it; what lies outside of a picture does not count. */
export interface Rectangle {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A mask that has all drawn anew but a rectangle: grey, row by row, 255 is drawn anew. */
export function maskBut(
  { left, top, right, bottom }: Rectangle,
  { width, height }: { width: number; height: number },
): Uint8Array {
  const levels = new Uint8Array(width * height).fill(255);
  const from = Math.max(0, left);
  const to = Math.min(width - 1, right);
  if (to < from) return levels;
  for (let y = Math.max(0, top); y <= Math.min(height - 1, bottom); y++)
    levels.fill(0, y * width + from, y * width + to + 1);
  return levels;
}
