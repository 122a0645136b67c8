/** The noisy latent a sampler wants denoised; x = x₀ + sigma · noise. */
export interface DenoiserCall {
  x: Float32Array;
  sigma: number;
  /** Step, from 0; second-order samplers call twice in a step. */
  i: number;
  /** Training timestep, where it is not the schedule's own for `sigma`. */
  timestep?: number;
  /** Wanted by CFG++: `factor` is multiplied into the guidance scale, `unguided` receives the guess without guidance. */
  plusPlus?: { factor: number; unguided: Float32Array };
}

export interface SamplerOptions {
  /** Share of fresh noise in each step, 0 for none; samplers without noise ignore it. */
  eta: number;
  /** Unit noise for the step from `sigma` to `sigma_next`, as long as the latent. */
  noise: (sigma: number, sigma_next: number) => Float32Array;
  /** Extra noise of Euler, Heun and DPM2, spread over the steps whose sigma lies in `s_tmin..s_tmax`. */
  s_churn?: number;
  s_tmin?: number;
  s_tmax?: number;
  /** Scale of all noise but the first. */
  s_noise?: number;
}

/** Every call is answered by the denoised latent, the guess at x₀; returns the final latent. */
export type SamplerRun = Generator<DenoiserCall, Float32Array, Float32Array>;

/**
 * A sampler: yields what it wants denoised, receives the denoised latent (its guess at x₀), returns the final latent.
 * It knows nothing of batches, previews or users.
 * @param x noisy latent at sigmas[0]
 * @param sigmas falling noise levels; one step leads from each to the next
 */
export type Sampler = (x: Float32Array, sigmas: Float64Array, options: SamplerOptions) => SamplerRun;
