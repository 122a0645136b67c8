import { linear } from './linear';
import type { SamplerOptions } from './sampler';

/**
 * Karras et al. 2022, https://arxiv.org/abs/2206.00364, Algorithm 2: lifts the latent from sigma to sigma_hat with fresh
 * noise. A draw is taken at every step as the reference does, also outside of s_tmin..s_tmax.
 * @param steps of the whole run
 */
export function churn(
  x: Float32Array,
  sigma: number,
  sigma_next: number,
  steps: number,
  { noise, s_churn = 0, s_tmin = 0, s_tmax = Number.POSITIVE_INFINITY, s_noise = 1 }: SamplerOptions,
): { x: Float32Array; sigma_hat: number } {
  if (s_churn <= 0) return { x, sigma_hat: sigma };
  const fresh = noise(sigma, sigma_next);
  if (sigma < s_tmin || sigma > s_tmax) return { x, sigma_hat: sigma };
  const sigma_hat = sigma * (1 + Math.min(s_churn / steps, Math.SQRT2 - 1));
  return { x: linear([1, x], [s_noise * Math.sqrt(sigma_hat ** 2 - sigma ** 2), fresh]), sigma_hat };
}
