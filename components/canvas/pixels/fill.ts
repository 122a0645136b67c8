import { type Box, heightOf, isEmpty, widthOf } from './box';
import { laidOver, type Pixel } from './colour';
import { type Delta, Edit } from './edit';
import type { Point } from './lasso';
import { TILE, type Tiles, tilesIn, withinTile } from './tiles';

/** How far apart two colours, in each of red, green and blue, are still one area. */
const TOLERANCE = 24;

/** Whether two pixels belong to one area: both as good as empty, or both of about one colour. */
function areAlike(a: Pixel, b: Pixel): boolean {
  const [isThere, isHere] = [a >>> 24 >= 128, b >>> 24 >= 128];
  if (!isThere || !isHere) return isThere === isHere;
  return [0, 8, 16].every((shift) => Math.abs(((a >> shift) & 0xff) - ((b >> shift) & 0xff)) <= TOLERANCE);
}

/** 1 for each pixel of the clip that hangs together with the one at the start, row by row. */
function areaAt(tiles: Tiles, start: Point, clip: Box): Uint8Array {
  const [width, height] = [widthOf(clip), heightOf(clip)];
  const area = new Uint8Array(width * height);
  const pixels = tiles.cut(clip);
  const wanted = tiles.pixel(start.x, start.y);
  const isPart = (x: number, y: number) =>
    area[y * width + x] === 0 && areAlike(pixels[y * width + x]!, wanted);
  const seeds: number[] = [start.x - clip.x1, start.y - clip.y1];
  while (seeds.length > 0) {
    const y = seeds.pop()!;
    let x = seeds.pop()!;
    if (!isPart(x, y)) continue;
    while (x > 0 && isPart(x - 1, y)) x--;
    let [wasAbove, wasBelow] = [false, false];
    for (; x < width && isPart(x, y); x++) {
      area[y * width + x] = 1;
      const above = y > 0 && isPart(x, y - 1);
      const below = y + 1 < height && isPart(x, y + 1);
      if (above && !wasAbove) seeds.push(x, y - 1);
      if (below && !wasBelow) seeds.push(x, y + 1);
      [wasAbove, wasBelow] = [above, below];
    }
  }
  return area;
}

/** Fills the area of one colour around a pixel: in a mask, what a closed line surrounds. */
export function fillArea(
  tiles: Tiles,
  start: Point,
  colour: Pixel,
  clip: Box,
): { delta: Delta; changed: Box } | null {
  if (isEmpty(clip)) return null;
  const area = areaAt(tiles, start, clip);
  return changePixels(tiles, clip, (pixel, x, y) =>
    area[(y - clip.y1) * widthOf(clip) + (x - clip.x1)] === 1 ? laidOver(pixel, colour, 255) : pixel,
  );
}

/** Makes each pixel of a box another. @param change gets and gives pixels */
export function changePixels(
  tiles: Tiles,
  box: Box,
  change: (pixel: Pixel, x: number, y: number) => Pixel,
): { delta: Delta; changed: Box } | null {
  const edit = new Edit(tiles);
  for (const { column, row } of tilesIn(box)) {
    const part = withinTile(box, { column, row });
    const { tile, before } = edit.begin(column, row, part);
    for (let y = part.y1; y < part.y2; y++) {
      for (let x = part.x1, at = y * TILE + x; x < part.x2; x++, at++) {
        tile.pixels[at] = change(before[at]!, x + column * TILE, y + row * TILE);
      }
    }
  }
  const delta = edit.finish();
  return delta && { delta, changed: box };
}

/** Rubs everything out, also what lies outside of the frame. */
export function clearAll(tiles: Tiles): { delta: Delta; changed: Box } | null {
  const drawn = tiles.drawn();
  return drawn && changePixels(tiles, drawn, () => 0);
}

/** What was masked is free, and the other way round. */
export const invertMask = (tiles: Tiles, frame: Box, colour: Pixel) =>
  changePixels(tiles, frame, (pixel) => ((colour & 0xffffff) | ((255 - (pixel >>> 24)) << 24)) >>> 0);
