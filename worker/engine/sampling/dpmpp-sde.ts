import { ancestralStep } from './ancestral-step';
import { linear } from './linear';
import type { Sampler } from './sampler';

const { fround, exp, log } = Math;

/** exp(-(-log sigma)) in float32: the noise tree is asked at the times that the reference computes, last bit included. */
const throughLog = (sigma: number): number => fround(exp(fround(log(sigma))));

/**
 * DPM-Solver++ with a midpoint and fresh noise in both halves (r = 1/2).
 * @see crowsonkb/k-diffusion `sampling.py`, sample_dpmpp_sde
 */
export const sampleDpmppSde: Sampler = function* (x, sigmas, { eta, noise, s_noise = 1 }) {
  for (let i = 0; i < sigmas.length - 1; i++) {
    const [sigma, sigma_next] = [sigmas[i]!, sigmas[i + 1]!];
    const denoised = yield { x, sigma, i };
    if (sigma_next === 0) return denoised;
    const t = fround(-log(sigma));
    const h = fround(fround(-log(sigma_next)) - t);
    const middle = fround(exp(-fround(t + h / 2)));

    const first = ancestralStep(sigma, middle, eta);
    const x_2 = linear(
      [first.sigma_down / sigma, x],
      [1 - first.sigma_down / sigma, denoised],
      [s_noise * first.sigma_up, noise(throughLog(sigma), middle)],
    );
    const denoised_2 = yield { x: x_2, sigma: middle, i };
    const second = ancestralStep(sigma, sigma_next, eta);
    x = linear(
      [second.sigma_down / sigma, x],
      [1 - second.sigma_down / sigma, denoised_2],
      [s_noise * second.sigma_up, noise(throughLog(sigma), throughLog(sigma_next))],
    );
  }
  return x;
};
