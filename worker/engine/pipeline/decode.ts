import { EngineError } from '../errors';
import type { Pipeline } from '../evaluation';
import { type Pixels, pixelsFromPlanes } from '../pixels';
import { allFinite } from './finite';
import type { PipelineModel } from './model';

/**
 * Latent → picture.
 * @param shape of the latent, (C, H, W)
 * @throws EngineError `not-a-number`
 */
export function* decodeLatent(
  { architecture }: PipelineModel,
  latent: Float32Array,
  shape: [number, number, number],
): Pipeline<Pixels> {
  const { latentScale, vae } = architecture;
  const planes = yield {
    network: 'decoder',
    output: 'image',
    rows: 1,
    inputs: { z: { data: latent.map((value) => value / latentScale), shape } },
  };
  if (!allFinite(planes)) {
    throw new EngineError(
      'not-a-number',
      "This checkpoint's VAE produces NaN for this picture. Choose another checkpoint, or another seed.",
    );
  }
  const [, height, width] = shape;
  return pixelsFromPlanes(planes, width * vae.factor, height * vae.factor);
}
