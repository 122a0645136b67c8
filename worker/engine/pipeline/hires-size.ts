import type { HiresPass } from './request';

/** What the second pass is scaled to, and how many latent places are then cut off in all along each side. */
export interface HiresSize {
  width: number;
  height: number;
  cutX: number;
  cutY: number;
}

/**
 * @param factor pixels of a latent place
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/processing.py`, calculate_target_resolution
 */
export function hiresSize(
  { width, height }: { width: number; height: number },
  size: HiresPass['size'],
  factor: number,
): HiresSize {
  const exactly = (w: number, h: number) => ({ width: w, height: h, cutX: 0, cutY: 0 });
  if ('scale' in size) return exactly(Math.trunc(width * size.scale), Math.trunc(height * size.scale));
  const tall = Math.floor((size.width * height) / width);
  const wide = Math.floor((size.height * width) / height);
  if (size.height === 0) return exactly(size.width, tall);
  if (size.width === 0) return exactly(wide, size.height);
  const isWidthFilled = width / height < size.width / size.height;
  const scaled = isWidthFilled ? { width: size.width, height: tall } : { width: wide, height: size.height };
  return {
    ...scaled,
    cutX: Math.floor((scaled.width - size.width) / factor),
    cutY: Math.floor((scaled.height - size.height) / factor),
  };
}
