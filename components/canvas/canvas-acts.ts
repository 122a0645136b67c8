import type { CanvasSettings } from './canvas-settings';
import { type Drawing, MASK } from './drawing';
import type { Box } from './pixels/box';
import { colourOf, laidOver, pixelOf } from './pixels/colour';
import { clearAll, fillArea, invertMask } from './pixels/fill';
import { fillOutline, type Point } from './pixels/lasso';
import { Stroke, type StrokePoint } from './pixels/stroke';

/** The colour a tool lays down; null rubs out. */
const inkOf = ({ kind }: Drawing, { tool, colour }: CanvasSettings) =>
  tool === 'eraser' ? null : kind === 'mask' ? MASK : pixelOf(colour);

export const beginStroke = (drawing: Drawing, settings: CanvasSettings): Stroke =>
  new Stroke(
    drawing.tiles,
    { colour: inkOf(drawing, settings), hardness: settings.hardness },
    paperOf(drawing),
  );

/** Colours are laid on the picture and on what was added around it, a mask only on the picture: the rest is masked anyway. */
const paperOf = ({ kind, frame, pictureBox }: Drawing): Box => (kind === 'mask' ? pictureBox : frame);

export function endStroke(drawing: Drawing, stroke: Stroke): void {
  const delta = stroke.finish();
  drawing.addPixels(delta && { delta, changed: null });
}

/** @param pressure 0 to 1; 0.5 for a mouse */
export function strokePoint(
  { x, y }: Point,
  pressure: number,
  { size, pressure: isFelt }: CanvasSettings,
): StrokePoint {
  const share = isFelt ? Math.min(1, 0.2 + 1.6 * pressure) : 1;
  return { x, y, radius: Math.max(0.5, (size / 2) * share) };
}

export const lasso = (drawing: Drawing, outline: readonly Point[], settings: CanvasSettings) =>
  drawing.addPixels(
    fillOutline(drawing.tiles, outline, inkOf(drawing, { ...settings, tool: 'lasso' }), paperOf(drawing)),
  );

export function fill(drawing: Drawing, { x, y }: Point, settings: CanvasSettings): void {
  const paper = paperOf(drawing);
  const start = { x: Math.floor(x), y: Math.floor(y) };
  if (start.x < paper.x1 || start.y < paper.y1 || start.x >= paper.x2 || start.y >= paper.y2) return;
  const ink = inkOf(drawing, { ...settings, tool: 'fill' });
  if (ink !== null) drawing.addPixels(fillArea(drawing.tiles, start, ink, paper));
}

export const clear = (drawing: Drawing) => drawing.addPixels(clearAll(drawing.tiles));

export const invert = (drawing: Drawing) =>
  drawing.addPixels(invertMask(drawing.tiles, drawing.pictureBox, MASK));

/** The colour that is seen at a place, `#rrggbb`; null outside of the picture. */
export function colourAt({ tiles, picture }: Drawing, point: Point): string | null {
  const [x, y] = [Math.floor(point.x), Math.floor(point.y)];
  if (x < 0 || y < 0 || x >= picture.width || y >= picture.height) return null;
  const context = new OffscreenCanvas(1, 1).getContext('2d')!;
  context.drawImage(picture.levels[0]!, -x, -y);
  const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
  const below = ((r! | (g! << 8) | (b! << 16) | 0xff000000) >>> 0) as number;
  const drawn = tiles.pixel(x, y);
  return colourOf(laidOver(below, drawn, drawn >>> 24));
}
