import { around, type Box } from './box';
import { TILE, type Tile, type Tiles } from './tiles';

/** A rectangle of one tile as it was; null: nothing was drawn there. */
interface Part extends Box {
  column: number;
  row: number;
  pixels: Uint32Array | null;
}

/** What a step changed, as the pixels that stood there before. Taking it back and doing it again are the same exchange. */
export interface Delta {
  parts: Part[];
  /** That it takes in memory. */
  bytes: number;
}

interface Begun {
  tile: Tile;
  before: Uint32Array;
  /** In the tile's own pixels. */
  touched: Box | null;
}

/** One step while it is made: remembers how each tile was before it was first written to. */
export class Edit {
  readonly #begun = new Map<string, Begun>();

  constructor(readonly tiles: Tiles) {}

  /** A tile to write to, and its pixels before this step. @param touched in the tile's own pixels */
  begin(column: number, row: number, touched: Box): { tile: Tile; before: Uint32Array } {
    const key = `${column} ${row}`;
    let begun = this.#begun.get(key);
    if (!begun) {
      const tile = this.tiles.made(column, row);
      begun = { tile, before: tile.pixels.slice(), touched: null };
      this.#begun.set(key, begun);
    }
    begun.touched = around(begun.touched, touched);
    begun.tile.drawn = undefined;
    return begun;
  }

  /** The step as something to take back; null when nothing was written. */
  finish(): Delta | null {
    const parts = [...this.#begun.values()].map(({ tile, before, touched }) => {
      const { column, row } = tile;
      return { column, row, ...touched!, pixels: cut(before, touched!) };
    });
    this.#begun.clear();
    return parts.length > 0 ? deltaOf(parts) : null;
  }
}

const deltaOf = (parts: Part[]): Delta => ({
  parts,
  bytes: parts.reduce((sum, { pixels }) => sum + (pixels?.byteLength ?? 0), 0),
});

/** A rectangle of a tile; null where it is wholly empty. */
function cut(pixels: Uint32Array, { x1, y1, x2, y2 }: Box): Uint32Array | null {
  const width = x2 - x1;
  const part = new Uint32Array(width * (y2 - y1));
  for (let y = y1; y < y2; y++) {
    part.set(pixels.subarray(y * TILE + x1, y * TILE + x2), (y - y1) * width);
  }
  return part.some((pixel) => pixel !== 0) ? part : null;
}

/** Exchanges what is drawn with what a delta remembers; gives the delta that leads back, and what changed. */
export function exchange(tiles: Tiles, { parts }: Delta): { back: Delta; changed: Box | null } {
  let changed: Box | null = null;
  const back = parts.map((part): Part => {
    const { column, row, x1, y1, x2, y2, pixels } = part;
    const tile = tiles.made(column, row);
    const now = cut(tile.pixels, part);
    for (let y = y1; y < y2; y++) {
      const line = tile.pixels.subarray(y * TILE + x1, y * TILE + x2);
      if (pixels) line.set(pixels.subarray((y - y1) * (x2 - x1), (y - y1 + 1) * (x2 - x1)));
      else line.fill(0);
    }
    tile.drawn = undefined;
    const [left, top] = [column * TILE, row * TILE];
    changed = around(changed, { x1: x1 + left, y1: y1 + top, x2: x2 + left, y2: y2 + top });
    return { ...part, pixels: now };
  });
  return { back: deltaOf(back), changed };
}
