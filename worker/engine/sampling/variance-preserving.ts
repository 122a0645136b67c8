import { linear } from './linear';

/**
 * Samplers of the DDIM family keep latents at unit variance: z = x · √alpha with alpha = 1 / (1 + sigma²), where
 * x = x₀ + sigma · noise is what the others walk on.
 */
export const alphaOf = (sigma: number): number => 1 / (1 + sigma ** 2);

/** x of a z, for the denoiser. */
export const widened = (z: Float32Array, alpha: number): Float32Array => linear([1 / Math.sqrt(alpha), z]);

/** The noise that a guess at x₀ leaves in z. */
export const epsilonIn = (z: Float32Array, alpha: number, x0: Float32Array): Float32Array =>
  linear([1 / Math.sqrt(1 - alpha), z], [-Math.sqrt(alpha / (1 - alpha)), x0]);

/** z at alpha_next along `direction`, when `epsilon` is the noise in z. */
export function moved(
  z: Float32Array,
  alpha: number,
  alpha_next: number,
  epsilon: Float32Array,
  direction = epsilon,
  sigma_t = 0,
): Float32Array {
  const shrink = Math.sqrt(alpha_next / alpha);
  const along = Math.sqrt(1 - alpha_next - sigma_t ** 2);
  return linear([shrink, z], [-shrink * Math.sqrt(1 - alpha), epsilon], [along, direction]);
}
