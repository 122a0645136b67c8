import type { Margins } from './margins';
import { countTiles, type Size, type Spread, spreadTiles, type Tile, tilesOf } from './tiles';

interface Tiling {
  tile: Size;
  overlap: number;
}

/** The tiles of a picture that grew which have something new. */
export function newTiles(
  picture: Size,
  { left, right, up, down }: Margins,
  { tile, overlap }: Tiling,
): Tile[] {
  const isOld = (part: Tile) =>
    part.left >= left &&
    part.top >= up &&
    part.left + part.width <= picture.width - right &&
    part.top + part.height <= picture.height - down;
  return tilesOf(picture, tile, overlap)
    .rows.flat()
    .filter((part) => !isOld(part));
}

/** How many newTiles answers, without laying them out. */
export function countNewTiles(
  picture: Size,
  { left, right, up, down }: Margins,
  { tile, overlap }: Tiling,
): number {
  const tiles = spreadTiles(picture, tile, overlap);
  const oldColumns = countWithin(tiles.across, left, picture.width - right - tiles.tile.width);
  const oldRows = countWithin(tiles.down, up, picture.height - down - tiles.tile.height);
  return countTiles(tiles) - oldColumns * oldRows;
}

/** How many begin in `first`…`last`. */
const countWithin = (spread: Spread, first: number, last: number): number =>
  Math.max(0, countBelow(spread, last + 1) - countBelow(spread, first));

/** How many begin before a place, found by halving. */
function countBelow({ count, at }: Spread, place: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (at(middle) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
