import type { Drawing } from './drawing';
import { type Box, heightOf, overlap, widthOf } from './pixels/box';
import { TILE, tileBox } from './pixels/tiles';

/** What is sent of a drawing, both of the frame's size. */
export interface Exported {
  picture: Blob;
  /** Opaque grey: white is drawn anew. null: the drawing has none. */
  mask: Blob | null;
  width: number;
  height: number;
}

/** The picture with what was painted on it, and the mask, at full resolution. */
export async function exportDrawing(drawing: Drawing): Promise<Exported> {
  const { frame } = drawing;
  const picture = await exportPicture(drawing);
  const mask = drawing.hasMask ? await exportMask(drawing) : null;
  return { picture, mask, width: widthOf(frame), height: heightOf(frame) };
}

const isWhole = ({ frame, picture }: Drawing) =>
  frame.x1 === 0 && frame.y1 === 0 && frame.x2 === picture.width && frame.y2 === picture.height;

/** The file as it is while nothing was added to it, so that nothing is lost. */
export async function exportPicture(drawing: Drawing): Promise<Blob> {
  const { frame, kind, tiles, picture } = drawing;
  const isPainted = (kind === 'paint' || kind === 'painted mask') && tiles.drawn() !== null;
  if (!isPainted && isWhole(drawing)) return picture.file;
  const canvas = new OffscreenCanvas(widthOf(frame), heightOf(frame));
  const context = canvas.getContext('2d')!;
  context.translate(-frame.x1, -frame.y1);
  drawEdges(context, drawing);
  context.drawImage(picture.levels[0]!, 0, 0);
  if (isPainted) drawTiles(context, drawing);
  return canvas.convertToBlob({ type: 'image/png' });
}

function drawTiles(context: OffscreenCanvasRenderingContext2D, { tiles, frame }: Drawing): void {
  const square = new OffscreenCanvas(TILE, TILE);
  const paper = square.getContext('2d')!;
  for (const tile of tiles.all()) {
    const box = tileBox(tile);
    const seen = overlap(box, frame);
    if (seen.x2 <= seen.x1 || seen.y2 <= seen.y1) continue;
    paper.putImageData(new ImageData(new Uint8ClampedArray(tile.pixels.slice().buffer), TILE, TILE), 0, 0);
    context.drawImage(square, box.x1, box.y1);
  }
}

/** What was added begins with the colours of the picture's edge, drawn out. */
function drawEdges(context: OffscreenCanvasRenderingContext2D, { picture, frame }: Drawing): void {
  const { width, height } = picture;
  const spans = (size: number, from: number, to: number) => [
    { source: 0, length: 1, at: from, size: -from },
    { source: 0, length: size, at: 0, size },
    { source: size - 1, length: 1, at: size, size: to - size },
  ];
  context.imageSmoothingEnabled = false;
  for (const x of spans(width, frame.x1, frame.x2)) {
    for (const y of spans(height, frame.y1, frame.y2)) {
      if (x.size <= 0 || y.size <= 0) continue;
      const source = [x.source, y.source, x.length, y.length] as const;
      context.drawImage(picture.levels[0]!, ...source, x.at, y.at, x.size, y.size);
    }
  }
  context.imageSmoothingEnabled = true;
}

/** Levels of the mask, row by row, of the frame's size: 255 is drawn anew. */
export function maskLevels({ tiles, frame, pictureBox }: Pick<Drawing, 'tiles' | 'frame' | 'pictureBox'>) {
  const pixels = tiles.cut(frame);
  const levels = new Uint8Array(pixels.length);
  const width = widthOf(frame);
  for (let at = 0; at < pixels.length; at++) levels[at] = pixels[at]! >>> 24;
  const inside = {
    x1: pictureBox.x1 - frame.x1,
    y1: pictureBox.y1 - frame.y1,
    x2: pictureBox.x2 - frame.x1,
    y2: pictureBox.y2 - frame.y1,
  };
  fillAround(levels, width, inside);
  return levels;
}

function fillAround(levels: Uint8Array, width: number, { x1, y1, x2, y2 }: Box): void {
  levels.fill(255, 0, y1 * width);
  levels.fill(255, y2 * width);
  for (let y = y1; y < y2; y++) {
    levels.fill(255, y * width, y * width + x1);
    levels.fill(255, y * width + x2, (y + 1) * width);
  }
}

async function exportMask(drawing: Drawing): Promise<Blob> {
  const { frame } = drawing;
  const levels = maskLevels(drawing);
  const grey = new Uint32Array(levels.length);
  for (let at = 0; at < grey.length; at++) grey[at] = (levels[at]! * 0x010101) | 0xff000000;
  const canvas = new OffscreenCanvas(widthOf(frame), heightOf(frame));
  const data = new ImageData(new Uint8ClampedArray(grey.buffer), widthOf(frame), heightOf(frame));
  canvas.getContext('2d')!.putImageData(data, 0, 0);
  return canvas.convertToBlob({ type: 'image/png' });
}
