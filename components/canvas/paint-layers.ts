import type { Drawing } from './drawing';
import type { OpenPicture } from './open-picture';
import { around, type Box, overlap } from './pixels/box';
import { pixelOf } from './pixels/colour';
import { TILE, type Tile, tileBox, tilesIn, withinTile } from './pixels/tiles';
import type { Viewport } from './pixels/viewport';

/** Where on the screen's own pixels a box lies, whole ones. */
function onScreen({ x1, y1, x2, y2 }: Box, { scale, left, top }: Viewport): Box {
  return {
    x1: Math.round(x1 * scale + left),
    y1: Math.round(y1 * scale + top),
    x2: Math.round(x2 * scale + left),
    y2: Math.round(y2 * scale + top),
  };
}

/** Enlarged beyond this, pixels are shown as squares. */
const SQUARES_FROM = 2;

/** The picture, on a ground that shows where it is transparent; what was added around it is masked. */
export function paintPicture(
  context: CanvasRenderingContext2D,
  { picture, frame, pictureBox }: Drawing,
  view: Viewport,
  tint: { colour: string; opacity: number },
): void {
  const outer = onScreen(frame, view);
  const inner = onScreen(pictureBox, view);
  context.fillStyle = tint.colour;
  context.globalAlpha = tint.opacity;
  context.fillRect(outer.x1, outer.y1, outer.x2 - outer.x1, outer.y2 - outer.y1);
  context.globalAlpha = 1;
  context.clearRect(inner.x1, inner.y1, inner.x2 - inner.x1, inner.y2 - inner.y1);
  context.imageSmoothingEnabled = view.scale < SQUARES_FROM;
  context.imageSmoothingQuality = 'low';
  const level = levelFor(picture, view.scale);
  context.drawImage(level, inner.x1, inner.y1, inner.x2 - inner.x1, inner.y2 - inner.y1);
}

/** The smallest level that has at least as many pixels as are shown. */
function levelFor({ levels, width }: OpenPicture, scale: number): ImageBitmap {
  return levels.findLast((level) => level.width >= width * scale * 0.99) ?? levels[0]!;
}

/**
 * What is drawn, as the screen shows it: a small canvas for each tile, written where the tile changed and laid onto the
 * screen where it is seen. No canvas is ever as large as the drawing, so no stroke costs more than what it touches.
 */
export class TilePainter {
  readonly #canvases = new Map<Tile, OffscreenCanvas>();
  /** To be copied from the tiles: everything, or a box. */
  #stale: Box | null = null;
  #tint: number | null = null;

  constructor(readonly drawing: Drawing) {
    for (const tile of drawing.tiles.all()) this.changed(tileBox(tile));
  }

  /** A box of the drawing is copied anew before it is painted next. */
  changed(box: Box): void {
    this.#stale = around(this.#stale, box);
  }

  /** @param colour that a mask is shown in; null: its own colours */
  setTint(colour: string | null): void {
    const tint = colour === null ? null : pixelOf(colour) & 0xffffff;
    if (tint === this.#tint) return;
    this.#tint = tint;
    for (const tile of this.drawing.tiles.all()) this.changed(tileBox(tile));
  }

  /** Paints a box of the drawing anew; null: all of it. What lay there on the screen is wiped off first. */
  paint(
    context: CanvasRenderingContext2D,
    box: Box | null,
    { view, opacity }: { view: Viewport; opacity: number },
  ): void {
    this.#copy();
    const { frame, tiles } = this.drawing;
    const wiped = box
      ? grownOnScreen(box, view)
      : { x1: 0, y1: 0, x2: context.canvas.width, y2: context.canvas.height };
    context.save();
    context.beginPath();
    context.rect(wiped.x1, wiped.y1, wiped.x2 - wiped.x1, wiped.y2 - wiped.y1);
    context.clip();
    context.clearRect(wiped.x1, wiped.y1, wiped.x2 - wiped.x1, wiped.y2 - wiped.y1);
    const seen = onScreen(frame, view);
    context.beginPath();
    context.rect(seen.x1, seen.y1, seen.x2 - seen.x1, seen.y2 - seen.y1);
    context.clip();
    context.globalAlpha = opacity;
    context.imageSmoothingEnabled = view.scale < SQUARES_FROM;
    const shown = overlap(frame, {
      x1: Math.floor((wiped.x1 - view.left) / view.scale) - 1,
      y1: Math.floor((wiped.y1 - view.top) / view.scale) - 1,
      x2: Math.ceil((wiped.x2 - view.left) / view.scale) + 1,
      y2: Math.ceil((wiped.y2 - view.top) / view.scale) + 1,
    });
    for (const place of tilesIn(shown)) {
      const tile = tiles.at(place.column, place.row);
      const canvas = tile && this.#canvases.get(tile);
      if (!canvas) continue;
      // Whole pixels of the screen: tiles meet without a seam.
      const to = onScreen(tileBox(tile), view);
      context.drawImage(canvas, to.x1, to.y1, to.x2 - to.x1, to.y2 - to.y1);
    }
    context.restore();
  }

  #copy(): void {
    if (!this.#stale) return;
    for (const { column, row } of tilesIn(this.#stale)) {
      const tile = this.drawing.tiles.at(column, row);
      if (tile) this.#copyTile(tile, withinTile(this.#stale, tile));
    }
    this.#stale = null;
  }

  #copyTile(tile: Tile, { x1, y1, x2, y2 }: Box): void {
    let canvas = this.#canvases.get(tile);
    if (!canvas) {
      canvas = new OffscreenCanvas(TILE, TILE);
      this.#canvases.set(tile, canvas);
    }
    const [width, height] = [x2 - x1, y2 - y1];
    const pixels = new Uint32Array(width * height);
    for (let y = 0; y < height; y++) {
      const from = (y1 + y) * TILE + x1;
      pixels.set(tile.pixels.subarray(from, from + width), y * width);
    }
    const tint = this.#tint;
    if (tint !== null) {
      for (let at = 0; at < pixels.length; at++) pixels[at] = (pixels[at]! & 0xff000000) | tint;
    }
    const data = new ImageData(new Uint8ClampedArray(pixels.buffer), width, height);
    canvas.getContext('2d')!.putImageData(data, x1, y1);
  }
}

/** With the pixels beside it, which smoothing mixes in. */
function grownOnScreen({ x1, y1, x2, y2 }: Box, { scale, left, top }: Viewport): Box {
  return {
    x1: Math.floor(x1 * scale + left) - 2,
    y1: Math.floor(y1 * scale + top) - 2,
    x2: Math.ceil(x2 * scale + left) + 2,
    y2: Math.ceil(y2 * scale + top) + 2,
  };
}
