import { ancestralStep } from './ancestral-step';
import { linear, to_d } from './linear';
import type { Sampler } from './sampler';

/** Ancestral sampling with Euler steps. @see crowsonkb/k-diffusion `sampling.py`, sample_euler_ancestral */
export const sampleEulerAncestral: Sampler = function* (x, sigmas, { eta, noise, s_noise = 1 }) {
  for (let i = 0; i < sigmas.length - 1; i++) {
    const [sigma, sigma_to] = [sigmas[i]!, sigmas[i + 1]!];
    const { sigma_down, sigma_up } = ancestralStep(sigma, sigma_to, eta);
    const denoised = yield { x, sigma, i };
    x = linear([1, x], [sigma_down - sigma, to_d(x, sigma, denoised)]);
    if (sigma_to > 0) x = linear([1, x], [s_noise * sigma_up, noise(sigma, sigma_to)]);
  }
  return x;
};
