import { SIDES, type Side } from './img2img-script-fields';
import type { Size } from './tiles';

/** Pixels that a picture grows at each side. */
export type Margins = Record<Side, number>;

/** Sides of pictures that grow become multiples of it. */
const STEP = 64;

export const roundedUp = (side: number): number => Math.ceil(side / STEP) * STEP;

/** Two opposite sides share what is missing to the next multiple, in proportion; one that does not grow gets none. */
function along(side: number, [before, after]: [boolean, boolean], pixels: number): [number, number] {
  if (!before && !after) return [0, 0];
  const wanted = (before ? pixels : 0) + (after ? pixels : 0);
  const grown = roundedUp(side + wanted) - side;
  const first = before ? Math.floor((pixels * grown) / wanted) : 0;
  return [first, grown - first];
}

/**
 * What a picture grows when it shall grow by so many pixels at those sides.
 * @see AUTOMATIC1111/stable-diffusion-webui `scripts/outpainting_mk_2.py`, `scripts/poor_mans_outpainting.py`
 */
export function marginsAround(
  { width, height }: Size,
  { pixels, sides }: { pixels: number; sides: Record<Side, boolean> },
): Margins {
  const [left, right] = along(width, [sides.left, sides.right], pixels);
  const [up, down] = along(height, [sides.up, sides.down], pixels);
  return { left, right, up, down };
}

export const grownBy = ({ width, height }: Size, { left, right, up, down }: Margins): Size => ({
  width: width + left + right,
  height: height + up + down,
});

/** One step of growing a picture: to one side. */
export interface Growth {
  side: Side;
  pixels: number;
  /** The picture afterwards. */
  grown: Size;
  /** The same on a ground whose sides are multiples of 64, on which noise is laid. */
  ground: Size;
  /** The part of the ground that is drawn, at the edge that grows. */
  drawn: Size & { left: number; top: number };
}

const inCells = (side: number) => Math.floor(side / 8) * 8;

/**
 * The steps in which a picture grows, side after side. The part that is drawn is at most `most` along the direction of
 * growth, and all of the ground across it.
 */
export function growthsOf(picture: Size, margins: Margins, most: Size): Growth[] {
  let now = picture;
  return SIDES.filter((side) => margins[side] > 0).map((side) => {
    const pixels = margins[side];
    const none = { left: 0, right: 0, up: 0, down: 0 };
    const grown = grownBy(now, { ...none, [side]: pixels });
    const ground = { width: roundedUp(grown.width), height: roundedUp(grown.height) };
    const isAcross = side === 'left' || side === 'right';
    const width = isAcross ? inCells(Math.min(most.width, grown.width)) : ground.width;
    const height = isAcross ? ground.height : inCells(Math.min(most.height, grown.height));
    now = grown;
    const drawn = {
      left: side === 'left' ? 0 : ground.width - width,
      top: side === 'up' ? 0 : ground.height - height,
      width,
      height,
    };
    return { side, pixels, grown, ground, drawn };
  });
}
