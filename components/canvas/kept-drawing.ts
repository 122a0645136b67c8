import { forgetKept, keep, readKept } from '../studio/data/browser-store';
import { Drawing, type DrawingKind } from './drawing';
import { openPicture } from './open-picture';
import type { Box } from './pixels/box';
import { TILE } from './pixels/tiles';

/** A drawing as the browser keeps it over a reload. */
interface KeptDrawing {
  file: File;
  frame: Box;
  tiles: { column: number; row: number; pixels: Uint32Array }[];
}

const keptName = (name: string) => `drawing.${name}`;

/** Throws what the browser throws when its disk is full. */
export async function keepDrawing(name: string, drawing: Drawing | null): Promise<void> {
  if (!drawing) {
    await forgetKept(keptName(name));
    return;
  }
  const { picture, frame, tiles } = drawing;
  tiles.drawn();
  const drawn = [...tiles.all()].filter((tile) => tile.drawn);
  const kept: KeptDrawing = {
    file: picture.file,
    frame,
    tiles: drawn.map(({ column, row, pixels }) => ({ column, row, pixels })),
  };
  await keep(keptName(name), kept);
}

/** What was drawn before the reload; null: nothing, or it can't be read any more. */
export async function restoredDrawing(name: string, kind: DrawingKind): Promise<Drawing | null> {
  const kept = await readKept<KeptDrawing>(keptName(name));
  const picture = kept && (await openPicture(kept.file).catch(() => null));
  if (!kept || !picture) return null;
  const drawing = new Drawing(picture, kind);
  drawing.showFrame(kept.frame);
  for (const { column, row, pixels } of kept.tiles) {
    if (pixels.length !== TILE * TILE) continue;
    const tile = drawing.tiles.made(column, row);
    tile.pixels.set(pixels);
    tile.drawn = undefined;
  }
  return drawing;
}
