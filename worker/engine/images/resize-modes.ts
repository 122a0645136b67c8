import { type Bitmap, blank, paste } from './bitmap';
import { BICUBIC } from './filters';
import { resize } from './resize';

/** Stretches a picture to a size. */
export type Scaler = (picture: Bitmap, width: number, height: number) => Bitmap;

/** Brings a picture to the size that is drawn; with Lanczos unless another way is said. */
export type ResizeMode = (picture: Bitmap, width: number, height: number, scaler?: Scaler) => Bitmap;

const lanczos: Scaler = (picture, width, height) => resize(picture, width, height);

/** A side in proportion, at least one pixel. */
const proportional = (side: number, to: number, from: number) => Math.max(1, Math.floor((side * to) / from));

/** Mode 0, "Just resize": stretched to the size. */
export const stretch: ResizeMode = (picture, width, height, scaler = lanczos) =>
  scaler(picture, width, height);

/** Mode 1, "Crop and resize": scaled to cover the size, the middle is kept. */
export const cover: ResizeMode = (picture, width, height, scaler = lanczos) => {
  const isWider = width / height > picture.width / picture.height;
  const w = isWider ? width : proportional(picture.width, height, picture.height);
  const h = isWider ? proportional(picture.height, width, picture.width) : height;
  const result = blank(width, height, picture.channels);
  paste(result, scaler(picture, w, h), half(width) - half(w), half(height) - half(h));
  return result;
};

/**
 * Mode 2, "Resize and fill": scaled to contain into the size and centred; the borders repeat the edge. Where the rest is
 * odd, the last row or column stays black, as in the reference.
 */
export const contain: ResizeMode = (picture, width, height, scaler = lanczos) => {
  const isWider = width / height >= picture.width / picture.height;
  const w = isWider ? proportional(picture.width, height, picture.height) : width;
  const h = isWider ? height : proportional(picture.height, width, picture.width);
  const small = scaler(picture, w, h);
  const left = half(width) - half(w);
  const top = half(height) - half(h);
  const result = blank(width, height, picture.channels);
  paste(result, small, left, top);
  if (isWider && left > 0) {
    paste(result, resize(small, left, height, BICUBIC, [0, 0, 0, h]), 0, 0);
    paste(result, resize(small, left, height, BICUBIC, [w, 0, w, h]), left + w, 0);
  } else if (!isWider && top > 0) {
    paste(result, resize(small, width, top, BICUBIC, [0, 0, w, 0]), 0, 0);
    paste(result, resize(small, width, top, BICUBIC, [0, h, w, h]), 0, top + h);
  }
  return result;
};

const half = (side: number) => Math.floor(side / 2);

/** By the numbers the web UI gives them; mode 3 resizes the latent instead. */
export const RESIZE_MODES: Record<0 | 1 | 2, ResizeMode> = { 0: stretch, 1: cover, 2: contain };
