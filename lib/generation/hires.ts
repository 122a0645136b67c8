import { type ChosenCheckpoint, titleOf } from './chosen-checkpoint';
import type { HiresUpscaler } from './upscalers';

/** The second pass of a picture from text, at a larger size (sdapi §15). Field names as in the WebUI API, without `hr_`. */
export interface HiresRequest {
  /** Times the first pass's size; counts when both resize sides are 0. */
  scale: number;
  /** A size in pixels; a side of 0 follows from the other one's. */
  resize_x: number;
  resize_y: number;
  upscaler: HiresUpscaler;
  /** 0: as many as in the first pass. */
  second_pass_steps: number;
  denoising_strength: number;
  /** null: as in the first pass. */
  sampler_name: string | null;
  scheduler: string | null;
  /** Empty: as in the first pass. */
  prompt: string;
  negative_prompt: string;
  checkpoint: ChosenCheckpoint | null;
}

type Scaling = Pick<HiresRequest, 'scale' | 'resize_x' | 'resize_y'>;

/** Pixels that the first pass's picture is scaled to; of a size with both sides given, what lies over is cut off then. */
export function scaledSize(
  { width, height }: { width: number; height: number },
  { scale, resize_x, resize_y }: Scaling,
): { width: number; height: number } {
  if (resize_x === 0 && resize_y === 0)
    return { width: Math.trunc(width * scale), height: Math.trunc(height * scale) };
  const tall = { width: resize_x, height: Math.floor((resize_x * height) / width) };
  const wide = { width: Math.floor((resize_y * width) / height), height: resize_y };
  if (resize_y === 0) return tall;
  if (resize_x === 0) return wide;
  return width / height < resize_x / resize_y ? tall : wide;
}

/** Pixels of a first pass when only the second's are known, as the WebUI had it in its first months: about 512×512. */
export function oldFirstSize({ width, height }: { width: number; height: number }) {
  const scale = Math.sqrt((512 * 512) / (width * height));
  const side = (pixels: number) => Math.ceil((scale * pixels) / 64) * 64;
  return { width: side(width), height: side(height) };
}

/**
 * What an infotext says of the second pass, besides its denoising strength.
 * @param scheduleLabel null where it follows from the first pass's
 */
export function hiresValues(
  hires: HiresRequest,
  scheduleLabel: string | null,
): [key: string, value: string | number | null][] {
  const { resize_x, resize_y, checkpoint } = hires;
  const isScaled = resize_x === 0 && resize_y === 0;
  return [
    ['Hires checkpoint', checkpoint && titleOf(checkpoint)],
    ['Hires sampler', hires.sampler_name],
    ['Hires prompt', hires.prompt || null],
    ['Hires negative prompt', hires.negative_prompt || null],
    ['Hires schedule type', scheduleLabel],
    ['Hires upscale', isScaled ? hires.scale : null],
    ['Hires resize', isScaled ? null : `${resize_x}x${resize_y}`],
    ['Hires steps', hires.second_pass_steps || null],
    ['Hires upscaler', hires.upscaler],
  ];
}
