import type { Sampler } from './sampler';

/** How far to step down, and how much fresh noise then leads back up to `sigma_to`. */
function ancestralStep(
  sigma_from: number,
  sigma_to: number,
  eta: number,
): { sigma_down: number; sigma_up: number } {
  const variance = (sigma_to ** 2 * (sigma_from ** 2 - sigma_to ** 2)) / sigma_from ** 2;
  const sigma_up = Math.min(sigma_to, eta * Math.sqrt(variance));
  return { sigma_down: Math.sqrt(sigma_to ** 2 - sigma_up ** 2), sigma_up };
}

/** Ancestral sampling with Euler steps. @see crowsonkb/k-diffusion `sampling.py`, sample_euler_ancestral */
export const sampleEulerAncestral: Sampler = function* (x, sigmas, { eta, noise }) {
  for (let i = 0; i < sigmas.length - 1; i++) {
    const sigma = sigmas[i]!;
    const sigma_to = sigmas[i + 1]!;
    const { sigma_down, sigma_up } = ancestralStep(sigma, sigma_to, eta);
    const dt = sigma_down - sigma;
    const denoised = yield { x, sigma, i };
    x = x.map((x_k, k) => x_k + ((x_k - denoised[k]!) / sigma) * dt);
    if (sigma_to > 0) {
      const fresh = noise();
      x = x.map((x_k, k) => x_k + fresh[k]! * sigma_up);
    }
  }
  return x;
};
