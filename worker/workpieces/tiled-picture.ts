import type { CellPart } from '@/lib/generation/series/series';
import type { Tile, TileGrid } from '@/lib/generation/series/tiles';
import { type Bitmap, type Box, bitmapOf, crop, pixelsOf } from '../engine/images/bitmap';
import type { Pixels } from '../engine/pixels';
import { layTiles } from './lay-tiles';
import type { Beginning, LaidPicture, Workpiece } from './workpiece';

/** A picture that is drawn anew in tiles. */
export interface Tiling {
  /** RGB. */
  picture: Bitmap;
  grid: TileGrid;
  /** Those of the grid that are drawn, in order; the others stay as they are. */
  tiles: readonly Tile[];
  /** Grey masks of the picture's size, for each tile its part of them. */
  masks?: { levels: Bitmap; latentLevels: Bitmap };
}

interface Drawn {
  picture: Bitmap;
  isWhole: boolean;
}

const boxOf = ({ left, top, width, height }: Tile): Box => [left, top, left + width, top + height];
const isSame = (a: Tile, b: Tile) => a.left === b.left && a.top === b.top;

/** Draws a picture in tiles, once or several times; what of it was not drawn stays as it was. */
export class TiledPicture implements Workpiece {
  readonly #drawn = new Map<number, Drawn[]>();

  constructor(readonly tiling: Tiling) {}

  async begin({ at }: CellPart, count: number): Promise<Beginning[]> {
    const { picture, tiles, masks } = this.tiling;
    return tiles.slice(at, at + count).map((tile) => ({
      init: pixelsOf(crop(picture, boxOf(tile))),
      ...(masks
        ? {
            mask: {
              width: tile.width,
              height: tile.height,
              levels: crop(masks.levels, boxOf(tile)).data,
              latentLevels: crop(masks.latentLevels, boxOf(tile)).data,
            },
          }
        : {}),
    }));
  }

  drawn({ of, at }: CellPart, place: number, picture: Pixels, isWhole: boolean): void {
    const drawn = this.#drawn.get(of) ?? [];
    drawn[at + place] = { picture: bitmapOf(picture), isWhole };
    this.#drawn.set(of, drawn);
  }

  takeFinished(): LaidPicture[] {
    const { length } = this.tiling.tiles;
    return this.#take((drawn) => drawn.filter(Boolean).length === length);
  }

  takeUnfinished(): LaidPicture[] {
    return this.#take(() => true).map((laid) => ({ ...laid, complete: false }));
  }

  #take(isReady: (drawn: readonly Drawn[]) => boolean): LaidPicture[] {
    const ready = [...this.#drawn].filter(([, drawn]) => isReady(drawn));
    return ready.map(([of, drawn]) => {
      this.#drawn.delete(of);
      const complete = drawn.every(({ isWhole }) => isWhole);
      return { index: of, of, place: 0, picture: this.#laid(drawn), complete };
    });
  }

  #laid(drawn: readonly (Drawn | undefined)[]): Bitmap {
    const { picture, grid, tiles } = this.tiling;
    return layTiles(grid, (tile) => {
      const at = tiles.findIndex((one) => isSame(one, tile));
      return drawn[at]?.picture ?? crop(picture, boxOf(tile));
    });
  }
}
