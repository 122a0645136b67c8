import { around, type Box, isEmpty, overlap } from './box';
import type { Pixel } from './colour';

/** Pixels of a tile's side. */
export const TILE = 256;

export interface Tile {
  column: number;
  row: number;
  /** TILE × TILE, row by row. */
  pixels: Uint32Array;
  /** Around what is drawn in it, in the drawing's coordinates; undefined: to be looked for. */
  drawn?: Box | null;
}

export const tileBox = ({ column, row }: Pick<Tile, 'column' | 'row'>): Box => ({
  x1: column * TILE,
  y1: row * TILE,
  x2: (column + 1) * TILE,
  y2: (row + 1) * TILE,
});

/**
 * What is drawn, in squares that are made where something is drawn: a small mask on a large picture takes little, and
 * nothing is moved when the frame grows, for coordinates may be negative. (0, 0) is the picture's corner.
 */
export class Tiles {
  readonly #tiles = new Map<string, Tile>();

  at(column: number, row: number): Tile | undefined {
    return this.#tiles.get(`${column} ${row}`);
  }

  /** The tile there; it is made when there is none. */
  made(column: number, row: number): Tile {
    const key = `${column} ${row}`;
    let tile = this.#tiles.get(key);
    if (!tile) {
      tile = { column, row, pixels: new Uint32Array(TILE * TILE), drawn: null };
      this.#tiles.set(key, tile);
    }
    return tile;
  }

  all(): IterableIterator<Tile> {
    return this.#tiles.values();
  }

  pixel(x: number, y: number): Pixel {
    const tile = this.at(Math.floor(x / TILE), Math.floor(y / TILE));
    return tile ? tile.pixels[(y - tile.row * TILE) * TILE + (x - tile.column * TILE)]! : 0;
  }

  /** All pixels of a box, row by row. */
  cut(box: Box): Uint32Array {
    const width = box.x2 - box.x1;
    const pixels = new Uint32Array(width * (box.y2 - box.y1));
    for (const { column, row } of tilesIn(box)) {
      const tile = this.at(column, row);
      if (!tile) continue;
      const { x1, y1, x2, y2 } = withinTile(box, tile);
      for (let y = y1; y < y2; y++) {
        const to = (y + row * TILE - box.y1) * width + (x1 + column * TILE - box.x1);
        pixels.set(tile.pixels.subarray(y * TILE + x1, y * TILE + x2), to);
      }
    }
    return pixels;
  }

  /** Around everything drawn that is not wholly transparent; null: nothing is. */
  drawn(): Box | null {
    let all: Box | null = null;
    for (const tile of this.#tiles.values()) {
      if (tile.drawn === undefined) tile.drawn = drawnIn(tile);
      all = around(all, tile.drawn);
    }
    return all;
  }
}

/** Columns and rows of the tiles that a box touches, whether they are there or not. */
export function* tilesIn(box: Box): Generator<{ column: number; row: number }> {
  if (isEmpty(box)) return;
  const last = { column: Math.floor((box.x2 - 1) / TILE), row: Math.floor((box.y2 - 1) / TILE) };
  for (let row = Math.floor(box.y1 / TILE); row <= last.row; row++) {
    for (let column = Math.floor(box.x1 / TILE); column <= last.column; column++) yield { column, row };
  }
}

/** Where a box lies in a tile, in the tile's own pixels. */
export function withinTile(box: Box, tile: Pick<Tile, 'column' | 'row'>): Box {
  const part = overlap(box, tileBox(tile));
  const [left, top] = [tile.column * TILE, tile.row * TILE];
  return { x1: part.x1 - left, y1: part.y1 - top, x2: part.x2 - left, y2: part.y2 - top };
}

function drawnIn({ column, row, pixels }: Tile): Box | null {
  let [x1, y1, x2, y2] = [TILE, TILE, 0, 0];
  for (let y = 0, at = 0; y < TILE; y++) {
    for (let x = 0; x < TILE; x++, at++) {
      if (pixels[at]! >>> 24 === 0) continue;
      if (x < x1) x1 = x;
      if (x >= x2) x2 = x + 1;
      if (y < y1) y1 = y;
      y2 = y + 1;
    }
  }
  if (x2 <= x1) return null;
  const [left, top] = [column * TILE, row * TILE];
  return { x1: x1 + left, y1: y1 + top, x2: x2 + left, y2: y2 + top };
}
