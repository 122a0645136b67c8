import { EngineError } from '../errors';
import type { Pipeline } from '../evaluation';
import type { Bitmap } from '../images/bitmap';
import { allFinite } from './finite';
import type { PipelineModel } from './model';

/** Planes (3, H, W) in -1..1 of a picture, in float32 as the reference computes them. */
export function planesOf({ width, height, data }: Bitmap): Float32Array {
  const area = width * height;
  const planes = new Float32Array(3 * area);
  for (let i = 0; i < area; i++) {
    for (let c = 0; c < 3; c++) planes[c * area + i] = Math.fround(data[3 * i + c]! / 255) * 2 - 1;
  }
  return planes;
}

/**
 * Planes → latent: the mean of the encoder's posterior, scaled (the reference draws from the posterior, which is very
 * narrow). Sides are rounded down to whole latent places.
 * @returns (C, H / 8, W / 8)
 * @throws EngineError `not-a-number`
 */
export function* encodePlanes(
  { architecture }: PipelineModel,
  planes: Float32Array,
  width: number,
  height: number,
  identity?: string,
): Pipeline<Float32Array> {
  const mean = yield {
    network: 'encoder',
    output: 'mean',
    rows: 1,
    inputs: { image: { data: planes, shape: [3, height, width] } },
    ...(identity === undefined ? {} : { identity }),
  };
  if (!allFinite(mean)) {
    throw new EngineError(
      'not-a-number',
      "This checkpoint's VAE produces NaN for the picture to start from. Choose another checkpoint or picture.",
    );
  }
  return mean.map((value) => value * architecture.latentScale);
}

/** @param identity pictures of equal identity are encoded once */
export const encodePicture = (
  model: PipelineModel,
  picture: Bitmap,
  identity?: string,
): Pipeline<Float32Array> => encodePlanes(model, planesOf(picture), picture.width, picture.height, identity);
