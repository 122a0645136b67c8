import type { Sampler } from './sampler';

/** Algorithm 2 (Euler steps, no churn) of Karras et al. 2022, https://arxiv.org/abs/2206.00364. */
export const sampleEuler: Sampler = function* (x, sigmas) {
  for (let i = 0; i < sigmas.length - 1; i++) {
    const sigma = sigmas[i]!;
    const dt = sigmas[i + 1]! - sigma;
    const denoised = yield { x, sigma, i };
    x = x.map((x_k, k) => x_k + ((x_k - denoised[k]!) / sigma) * dt);
  }
  return x;
};
