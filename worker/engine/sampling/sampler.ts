/** The noisy latent a sampler wants denoised; x = x₀ + sigma · noise. */
export interface DenoiserCall {
  x: Float32Array;
  sigma: number;
  /** Step, from 0. */
  i: number;
}

export interface SamplerOptions {
  /** Share of fresh noise in each step, 0 for none; samplers without noise ignore it. */
  eta: number;
  /** The picture's next draw of unit noise, as long as the latent. */
  noise: () => Float32Array;
}

/**
 * A sampler: yields what it wants denoised, receives the denoised latent (its guess at x₀), returns the final latent.
 * It knows nothing of batches, previews or users.
 * @param x noisy latent at sigmas[0]
 * @param sigmas falling noise levels; one step leads from each to the next
 */
export type Sampler = (
  x: Float32Array,
  sigmas: Float64Array,
  options: SamplerOptions,
) => Generator<DenoiserCall, Float32Array, Float32Array>;
