import { linear } from './linear';
import type { Sampler } from './sampler';

/** Scaling of the boundary condition: sigma_data, and how timesteps are stretched. */
const SIGMA_DATA = 0.5;
const STRETCH = 10;

/**
 * Latent consistency models, Luo et al. 2023, https://arxiv.org/abs/2310.04378: the guess at the finished latent, noised
 * again to the next level. The model is asked at the nearest of the levels it was distilled on.
 */
export const sampleLcm = (timestepOf: (sigma: number) => number): Sampler =>
  function* (x, sigmas, { noise }) {
    for (let i = 0; i < sigmas.length - 1; i++) {
      const [sigma, sigma_next] = [sigmas[i]!, sigmas[i + 1]!];
      const timestep = timestepOf(sigma);
      const scaled = STRETCH * timestep;
      const c_skip = SIGMA_DATA ** 2 / (scaled ** 2 + SIGMA_DATA ** 2);
      const c_out = scaled / Math.sqrt(scaled ** 2 + SIGMA_DATA ** 2);
      const denoised = linear([c_out, yield { x, sigma, i, timestep }], [c_skip, x]);
      x = sigma_next > 0 ? linear([1, denoised], [sigma_next, noise(sigma, sigma_next)]) : denoised;
    }
    return x;
  };
