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

/** Where tiles begin along a side. `overlap` is less than `tile`. */
function beginnings(side: number, tile: number, overlap: number): number[] {
  const count = Math.max(1, Math.ceil((side - overlap) / (tile - overlap)));
  const step = count > 1 ? (side - tile) / (count - 1) : 0;
  return Array.from({ length: count }, (_, k) => Math.min(Math.trunc(k * step), side - tile));
}

/**
 * The tiles a picture is drawn in. A tile is no larger than the picture and has sides that can be drawn; where such
 * tiles hardly fit, they overlap by what is left.
 * @param overlap pixels, less than the sides of `tile`
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/images.py`, split_grid
 */
export function tilesOf(picture: Size, tile: Size, overlap: number): TileGrid {
  const width = inCells(Math.min(tile.width, picture.width));
  const height = inCells(Math.min(tile.height, picture.height));
  const fadeX = Math.min(overlap, width - CELL);
  const fadeY = Math.min(overlap, height - CELL);
  const columns = beginnings(picture.width, width, fadeX);
  const rows = beginnings(picture.height, height, fadeY).map((top) =>
    columns.map((left) => ({ left, top, width, height })),
  );
  return { width: picture.width, height: picture.height, rows, fadeX, fadeY };
}
