import { type Box, isEmpty, overlap } from './box';
import { laidOver, type Pixel, rubbedOut } from './colour';
import { type Delta, Edit } from './edit';
import { TILE, type Tiles, tilesIn, withinTile } from './tiles';

export interface Point {
  x: number;
  y: number;
}

/** Lines that each row of pixels is looked at along: its edge has as many shades. */
const LINES = 4;

/** How much of each pixel of a row lies inside of an outline, 0..1. Where the outline crosses itself, inside stays inside. */
function coverOfRow(outline: readonly Point[], y: number, { x1, x2 }: Box, cover: Float32Array): void {
  cover.fill(0);
  for (let line = 0; line < LINES; line++) {
    const at = y + (line + 0.5) / LINES;
    const crossings: { x: number; turn: number }[] = [];
    for (let i = 0; i < outline.length; i++) {
      const [a, b] = [outline[i]!, outline[(i + 1) % outline.length]!];
      if (a.y <= at === b.y <= at) continue;
      crossings.push({ x: a.x + ((at - a.y) / (b.y - a.y)) * (b.x - a.x), turn: a.y < b.y ? 1 : -1 });
    }
    crossings.sort((a, b) => a.x - b.x);
    let winding = 0;
    for (let i = 0; i + 1 < crossings.length; i++) {
      winding += crossings[i]!.turn;
      if (winding !== 0) addSpan(crossings[i]!.x - x1, crossings[i + 1]!.x - x1, x2 - x1, cover);
    }
  }
}

function addSpan(from: number, to: number, width: number, cover: Float32Array): void {
  const [start, end] = [Math.max(0, from), Math.min(width, to)];
  for (let x = Math.floor(start); x < end; x++) {
    cover[x]! += (Math.min(end, x + 1) - Math.max(start, x)) / LINES;
  }
}

/** Fills the area inside of an outline. @param colour null rubs out @returns null when nothing lies inside */
export function fillOutline(
  tiles: Tiles,
  outline: readonly Point[],
  colour: Pixel | null,
  clip: Box,
): { delta: Delta; changed: Box } | null {
  if (outline.length < 3) return null;
  const [xs, ys] = [outline.map(({ x }) => x), outline.map(({ y }) => y)];
  const box = overlap(clip, {
    x1: Math.floor(Math.min(...xs)),
    y1: Math.floor(Math.min(...ys)),
    x2: Math.ceil(Math.max(...xs)),
    y2: Math.ceil(Math.max(...ys)),
  });
  if (isEmpty(box)) return null;
  const edit = new Edit(tiles);
  const cover = new Float32Array(box.x2 - box.x1);
  for (let y = box.y1; y < box.y2; y++) {
    coverOfRow(outline, y, box, cover);
    for (const { column, row } of tilesIn({ ...box, y1: y, y2: y + 1 })) {
      const part = withinTile({ ...box, y1: y, y2: y + 1 }, { column, row });
      const { tile, before } = edit.begin(column, row, part);
      for (let x = part.x1; x < part.x2; x++) {
        const covered = Math.round(255 * Math.min(1, cover[x + column * TILE - box.x1]!));
        if (covered === 0) continue;
        const at = part.y1 * TILE + x;
        tile.pixels[at] =
          colour === null ? rubbedOut(before[at]!, covered) : laidOver(before[at]!, colour, covered);
      }
    }
  }
  const delta = edit.finish();
  return delta && { delta, changed: box };
}
