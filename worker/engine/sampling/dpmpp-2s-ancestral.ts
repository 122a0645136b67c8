import { ancestralStep } from './ancestral-step';
import { linear } from './linear';
import type { Sampler } from './sampler';

/** DPM-Solver++(2S) of Lu et al. 2022, https://arxiv.org/abs/2211.01095, with ancestral noise; midpoint in -log sigma. */
export const sampleDpmpp2sAncestral: Sampler = function* (x, sigmas, { eta, noise, s_noise = 1 }) {
  for (let i = 0; i < sigmas.length - 1; i++) {
    const [sigma, sigma_to] = [sigmas[i]!, sigmas[i + 1]!];
    const { sigma_down, sigma_up } = ancestralStep(sigma, sigma_to, eta);
    let denoised = yield { x, sigma, i };
    if (sigma_down > 0) {
      const middle = Math.sqrt(sigma * sigma_down);
      const x_2 = linear([middle / sigma, x], [1 - middle / sigma, denoised]);
      denoised = yield { x: x_2, sigma: middle, i };
    }
    x = linear([sigma_down / sigma, x], [1 - sigma_down / sigma, denoised]);
    if (sigma_to > 0) x = linear([1, x], [s_noise * sigma_up, noise(sigma, sigma_to)]);
  }
  return x;
};
