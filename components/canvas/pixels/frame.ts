import { type Box, heightOf, widthOf } from './box';

export type Side = 'left' | 'right' | 'top' | 'bottom';

/** Pixels a place of the latent stands for: pictures grow by whole ones. */
export const SNAP = 8;
/** A side of what may be sent. */
const LONGEST = 4096;

/** An edge of the frame pulled somewhere: snapped, never inside of the picture, never longer than can be sent. */
export function pulledFrame(frame: Box, picture: Box, side: Side, to: number): Box {
  const outwards = (edge: number, sign: 1 | -1, most: number) => {
    const pulled = Math.max(0, Math.round(((to - edge) * sign) / SNAP) * SNAP);
    return edge + sign * Math.min(pulled, Math.max(0, Math.floor(most / SNAP) * SNAP));
  };
  const [width, height] = [widthOf(frame), heightOf(frame)];
  switch (side) {
    case 'left':
      return { ...frame, x1: outwards(picture.x1, -1, LONGEST - (width - (picture.x1 - frame.x1))) };
    case 'right':
      return { ...frame, x2: outwards(picture.x2, 1, LONGEST - (width - (frame.x2 - picture.x2))) };
    case 'top':
      return { ...frame, y1: outwards(picture.y1, -1, LONGEST - (height - (picture.y1 - frame.y1))) };
    case 'bottom':
      return { ...frame, y2: outwards(picture.y2, 1, LONGEST - (height - (frame.y2 - picture.y2))) };
  }
}
