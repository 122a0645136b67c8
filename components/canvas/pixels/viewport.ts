import { type Box, heightOf, widthOf } from './box';
import type { Point } from './lasso';

/** How the drawing is looked at: a pixel (x, y) of it stands at (x · scale + left, y · scale + top) of the screen. */
export interface Viewport {
  scale: number;
  left: number;
  top: number;
}

export interface Size {
  width: number;
  height: number;
}

const SCALES = { min: 0.02, max: 32 };
/** Left around the frame for its handles. */
const MARGIN = 40;

const clampScale = (scale: number) => Math.min(SCALES.max, Math.max(SCALES.min, scale));

export const toDrawing = ({ scale, left, top }: Viewport, { x, y }: Point): Point => ({
  x: (x - left) / scale,
  y: (y - top) / scale,
});

/** Larger or smaller, with the pixel under a place of the screen staying there. */
export function zoomedAt(view: Viewport, place: Point, factor: number): Viewport {
  const scale = clampScale(view.scale * factor);
  const { x, y } = toDrawing(view, place);
  return { scale, left: place.x - x * scale, top: place.y - y * scale };
}

/** The whole frame in sight; small pictures are enlarged, but not beyond telling their pixels apart. */
export function fitted(frame: Box, { width, height }: Size): Viewport {
  const room = { width: Math.max(1, width - 2 * MARGIN), height: Math.max(1, height - 2 * MARGIN) };
  const scale = clampScale(Math.min(room.width / widthOf(frame), room.height / heightOf(frame), 8));
  return centred(frame, { width, height }, scale);
}

export const centred = (frame: Box, { width, height }: Size, scale: number): Viewport => ({
  scale,
  left: width / 2 - ((frame.x1 + frame.x2) / 2) * scale,
  top: height / 2 - ((frame.y1 + frame.y2) / 2) * scale,
});

/** Two fingers: what lay between them stays between them. */
export function pinched(view: Viewport, before: [Point, Point], after: [Point, Point]): Viewport {
  const distance = ([a, b]: [Point, Point]) => Math.max(1, Math.hypot(a.x - b.x, a.y - b.y));
  const middle = ([a, b]: [Point, Point]) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
  const [from, to] = [middle(before), middle(after)];
  const zoomed = zoomedAt(view, from, distance(after) / distance(before));
  return { ...zoomed, left: zoomed.left + to.x - from.x, top: zoomed.top + to.y - from.y };
}
