import { around, type Box, isEmpty, overlap } from './box';
import { laidOver, type Pixel, rubbedOut } from './colour';
import { type Delta, Edit } from './edit';
import { TILE, type Tile, type Tiles, tilesIn, withinTile } from './tiles';

/** A place of a stroke, in the drawing's pixels. */
export interface StrokePoint {
  x: number;
  y: number;
  radius: number;
}

export interface Brush {
  /** null rubs out. */
  colour: Pixel | null;
  /** 0: soft from the middle on, 1: a sharp edge. */
  hardness: number;
}

/** The softest edge that is still sharp to the eye. */
const EDGE = 0.5;

/** How much of a pixel a brush covers at a distance from its middle line, 0..255. */
export function coverAt(distance: number, radius: number, hardness: number): number {
  const outer = radius + EDGE;
  const inner = Math.min(radius * hardness, radius - EDGE);
  if (distance <= inner) return 255;
  if (distance >= outer) return 0;
  const t = (outer - distance) / (outer - inner);
  // An edge of one pixel is a line; a soft one has no kinks.
  return Math.round(255 * (hardness === 1 ? t : t * t * (3 - 2 * t)));
}

/**
 * A stroke of a round brush as its pointer moves. Each pixel takes the most that any part of the stroke covers of it, so
 * that a soft brush does not grow darker where it lingers. Every call writes only what it changes.
 */
export class Stroke {
  readonly #edit: Edit;
  readonly #cover = new Map<Tile, Uint8Array>();
  #last: StrokePoint | null = null;

  /** @param clip nothing is drawn outside of it */
  constructor(
    tiles: Tiles,
    readonly brush: Brush,
    readonly clip: Box,
  ) {
    this.#edit = new Edit(tiles);
  }

  /** Draws on to a place. Gives what changed; null: nothing. */
  to(point: StrokePoint): Box | null {
    const from = this.#last ?? point;
    this.#last = point;
    const reach = Math.max(from.radius, point.radius) + EDGE;
    const box = overlap(this.clip, {
      x1: Math.floor(Math.min(from.x, point.x) - reach),
      y1: Math.floor(Math.min(from.y, point.y) - reach),
      x2: Math.ceil(Math.max(from.x, point.x) + reach) + 1,
      y2: Math.ceil(Math.max(from.y, point.y) + reach) + 1,
    });
    if (isEmpty(box)) return null;
    for (const { column, row } of tilesIn(box)) this.#drawIn(column, row, box, from, point);
    return box;
  }

  /** Draws through several places; gives what changed. */
  through(points: readonly StrokePoint[]): Box | null {
    return points.reduce<Box | null>((changed, point) => around(changed, this.to(point)), null);
  }

  finish(): Delta | null {
    this.#cover.clear();
    return this.#edit.finish();
  }

  #drawIn(column: number, row: number, box: Box, from: StrokePoint, to: StrokePoint): void {
    const part = withinTile(box, { column, row });
    const { tile, before } = this.#edit.begin(column, row, part);
    const cover = this.#cover.get(tile) ?? new Uint8Array(TILE * TILE);
    this.#cover.set(tile, cover);
    const { colour, hardness } = this.brush;
    const [dx, dy, dr] = [to.x - from.x, to.y - from.y, to.radius - from.radius];
    const length2 = dx * dx + dy * dy;
    for (let y = part.y1; y < part.y2; y++) {
      const py = y + row * TILE + 0.5 - from.y;
      for (let x = part.x1, at = y * TILE + x; x < part.x2; x++, at++) {
        if (cover[at] === 255) continue;
        const px = x + column * TILE + 0.5 - from.x;
        const along = length2 === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length2));
        const radius = from.radius + along * dr;
        const [ex, ey] = [px - along * dx, py - along * dy];
        const distance2 = ex * ex + ey * ey;
        if (distance2 >= (radius + EDGE) * (radius + EDGE)) continue;
        const covered = coverAt(Math.sqrt(distance2), radius, hardness);
        if (covered <= cover[at]!) continue;
        cover[at] = covered;
        const below = before[at]!;
        tile.pixels[at] = colour === null ? rubbedOut(below, covered) : laidOver(below, colour, covered);
      }
    }
  }
}
