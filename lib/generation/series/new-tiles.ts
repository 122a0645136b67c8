import type { Margins } from './margins';
import { type Size, type Tile, tilesOf } from './tiles';

/** The tiles of a picture that grew which have something new. */
export function newTiles(
  picture: Size,
  { left, right, up, down }: Margins,
  { tile, overlap }: { tile: Size; overlap: number },
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
