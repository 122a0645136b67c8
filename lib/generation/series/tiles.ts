/** Pixels. */
export interface Size {
  width: number;
  height: number;
}

/** A part of a picture, pixels. */
export interface Tile extends Size {
  left: number;
  top: number;
}

/** A picture in tiles of one size that overlap: row by row, evenly spread from edge to edge. */
export interface TileGrid extends Size {
  rows: Tile[][];
  /** Pixels over which a tile fades in over its left or upper neighbour. */
  fadeX: number;
  fadeY: number;
}

/** Drawn pictures have such sides. */
const CELL = 8;

const inCells = (side: number) => Math.floor(side / CELL) * CELL;

/** Where tiles begin along a side, worked out and not laid out: there may be millions. */
export interface Spread {
  count: number;
  /** Where tile `k` of 0…count - 1 begins; never before the one in front of it. */
  at(k: number): number;
}

/** @param overlap less than `tile` */
function spreadAlong(side: number, tile: number, overlap: number): Spread {
  const count = Math.max(1, Math.ceil((side - overlap) / (tile - overlap)));
  const step = count > 1 ? (side - tile) / (count - 1) : 0;
  return { count, at: (k) => Math.min(Math.trunc(k * step), side - tile) };
}

/** How the tiles of a picture lie, before there are any. */
export interface TileSpread extends Size {
  /** Of a tile. */
  tile: Size;
  /** Along the width. */
  across: Spread;
  /** Along the height. */
  down: Spread;
  fadeX: number;
  fadeY: number;
}

/**
 * The tiles a picture is drawn in. A tile is no larger than the picture and has sides that can be drawn; where such
 * tiles hardly fit, they overlap by what is left.
 * @param overlap pixels, less than the sides of `tile`
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/images.py`, split_grid
 */
export function spreadTiles(picture: Size, tile: Size, overlap: number): TileSpread {
  const width = inCells(Math.min(tile.width, picture.width));
  const height = inCells(Math.min(tile.height, picture.height));
  const fadeX = Math.min(overlap, width - CELL);
  const fadeY = Math.min(overlap, height - CELL);
  return {
    width: picture.width,
    height: picture.height,
    tile: { width, height },
    across: spreadAlong(picture.width, width, fadeX),
    down: spreadAlong(picture.height, height, fadeY),
    fadeX,
    fadeY,
  };
}

export const countTiles = ({ across, down }: Pick<TileSpread, 'across' | 'down'>): number =>
  across.count * down.count;

const laidOut = ({ count, at }: Spread): number[] => Array.from({ length: count }, (_, k) => at(k));

/** The same, laid out. @see spreadTiles */
export function tilesOf(picture: Size, tile: Size, overlap: number): TileGrid {
  const { tile: one, across, down, ...grid } = spreadTiles(picture, tile, overlap);
  const lefts = laidOut(across);
  return { ...grid, rows: laidOut(down).map((top) => lefts.map((left) => ({ left, top, ...one }))) };
}
