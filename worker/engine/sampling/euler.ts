import { churn } from './churn';
import { linear, to_d } from './linear';
import type { Sampler } from './sampler';

/** Algorithm 2 (Euler steps) of Karras et al. 2022, https://arxiv.org/abs/2206.00364. */
export const sampleEuler: Sampler = function* (x, sigmas, options) {
  const steps = sigmas.length - 1;
  for (let i = 0; i < steps; i++) {
    const sigma_next = sigmas[i + 1]!;
    const lifted = churn(x, sigmas[i]!, sigma_next, steps, options);
    const sigma = lifted.sigma_hat;
    const denoised = yield { x: lifted.x, sigma, i };
    x = linear([1, lifted.x], [sigma_next - sigma, to_d(lifted.x, sigma, denoised)]);
  }
  return x;
};
