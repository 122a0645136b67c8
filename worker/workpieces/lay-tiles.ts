import type { Tile, TileGrid } from '@/lib/generation/series/tiles';
import { type Bitmap, blank, crop, paste } from '../engine/images/bitmap';
import { by255 } from '../engine/images/composite';

/** How much of a tile is seen, 0..255, so many pixels from the edge where it begins to fade in. */
const fadeAt = (at: number, fade: number) => Math.trunc(Math.fround(Math.fround(at * 255) / fade));

/** Lays `over` on `under` with its corner at (left, top), fading in from its left or upper edge. */
function fadeIn(
  under: Bitmap,
  over: Bitmap,
  { left, top, fade, isDown }: { left: number; top: number; fade: number; isDown: boolean },
): void {
  const [width, height] = isDown
    ? [over.width, Math.min(fade, over.height)]
    : [Math.min(fade, over.width), over.height];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const seen = fadeAt(isDown ? y : x, fade);
      const from = 3 * (y * over.width + x);
      const to = 3 * ((y + top) * under.width + x + left);
      for (let c = 0; c < 3; c++)
        under.data[to + c] = by255(under.data[to + c]! * (255 - seen) + over.data[from + c]! * seen);
    }
  }
  const rest = crop(
    over,
    isDown ? [0, height, over.width, over.height] : [width, 0, over.width, over.height],
  );
  paste(under, rest, isDown ? left : left + width, isDown ? top + height : top);
}

/**
 * Lays tiles together: those of a row fade in over their left neighbours, rows over those above. RGB.
 * @param pictureOf the picture of a tile, of its size
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/images.py`, combine_grid
 */
export function layTiles(
  { width, height, rows, fadeX, fadeY }: TileGrid,
  pictureOf: (tile: Tile) => Bitmap,
): Bitmap {
  const whole = blank(width, height, 3);
  for (const row of rows) {
    const { top, height: high } = row[0]!;
    const band = blank(width, high, 3);
    for (const tile of row) {
      const picture = pictureOf(tile);
      if (tile.left === 0) paste(band, picture, 0, 0);
      else fadeIn(band, picture, { left: tile.left, top: 0, fade: fadeX, isDown: false });
    }
    if (top === 0) paste(whole, band, 0, 0);
    else fadeIn(whole, band, { left: 0, top, fade: fadeY, isDown: true });
  }
  return whole;
}
