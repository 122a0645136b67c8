import { around, type Box, heightOf, overlap, widthOf } from './box';

/** How "Only masked" is drawn. */
export interface OnlyMasked {
  /** Pixels around the mask. */
  padding: number;
  /** The mask's blur, as a standard deviation in pixels. */
  blur: number;
  /** That is drawn. */
  width: number;
  height: number;
}

/** A stretch made longer by `more`, evenly, and moved back between the bounds. */
function stretched(low: number, high: number, more: number, min: number, max: number): [number, number] {
  let from = low - Math.floor(more / 2);
  let to = high + more - Math.floor(more / 2);
  if (to > max) [from, to] = [from - (to - max), max];
  if (from < min) [from, to] = [min, to + (min - from)];
  return [from, Math.min(to, max)];
}

/** What lies in the frame but not in the picture: the frame's edges were pulled out. It is masked. */
export function grownArea(frame: Box, picture: Box): Box | null {
  const { x1, y1, x2, y2 } = frame;
  return [
    { x1, y1, x2, y2: picture.y1 },
    { x1, y1: picture.y2, x2, y2 },
    { x1, y1, x2: picture.x1, y2 },
    { x1: picture.x2, y1, x2, y2 },
  ]
    .filter((strip) => strip.x2 > strip.x1 && strip.y2 > strip.y1)
    .reduce<Box | null>(around, null);
}

/**
 * The part of a picture that "Only masked" draws: the box around the blurred mask with its padding, grown to the
 * proportions that are drawn and kept inside the frame. The engine decides by the blurred levels; a very wide blur may
 * end some pixels earlier there.
 *
 * @param masked around the mask, before blur; null: nothing is masked
 */
export function onlyMaskedBox(masked: Box | null, frame: Box, area: OnlyMasked): Box | null {
  if (!masked) return null;
  const reach = Math.trunc(2.5 * area.blur + 0.5) * Number(area.blur > 0) + area.padding;
  const padded = overlap(frame, {
    x1: masked.x1 - reach,
    y1: masked.y1 - reach,
    x2: masked.x2 + reach,
    y2: masked.y2 + reach,
  });
  const ratio = area.width / area.height;
  const [width, height] = [widthOf(padded), heightOf(padded)];
  if (width / height > ratio) {
    const more = Math.trunc(width / ratio - height);
    const [y1, y2] = stretched(padded.y1, padded.y2, more, frame.y1, frame.y2);
    return { ...padded, y1, y2 };
  }
  const more = Math.trunc(height * ratio - width);
  const [x1, x2] = stretched(padded.x1, padded.x2, more, frame.x1, frame.x2);
  return { ...padded, x1, x2 };
}
