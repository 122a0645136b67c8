import { LIMITS } from '@/lib/generation/limits';
import type { Size } from '../canvas/pixels/viewport';

const CELL = 8;
const { min, max } = LIMITS.side;

const toCells = (pixels: number) => Math.min(max, Math.max(min, Math.round(pixels / CELL) * CELL));

/** A size that can be drawn: in whole places of the latent, and if it is too large, smaller in its proportions. */
export function drawableSize({ width, height }: Size, scale = 1): Size {
  const share = Math.min(1, max / (Math.max(width, height) * scale)) * scale;
  return { width: toCells(width * share), height: toCells(height * share) };
}

/** About as many pixels as a square that a checkpoint draws best, in a picture's proportions. */
export function sizeLike({ width, height }: Size, side: number): Size {
  const ratio = Math.sqrt(width / height);
  return drawableSize({ width: side * ratio, height: side / ratio });
}
