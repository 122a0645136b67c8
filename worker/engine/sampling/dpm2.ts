import { ancestralStep } from './ancestral-step';
import { churn } from './churn';
import { linear, to_d } from './linear';
import type { Sampler, SamplerRun } from './sampler';

/**
 * From sigma to sigma_down by the slope at their geometric mean: DPM-Solver-2 of Lu et al. 2022,
 * https://arxiv.org/abs/2206.00927. To 0 it is an Euler step.
 */
function* midpointStep(x: Float32Array, sigma: number, sigma_down: number, i: number): SamplerRun {
  const d = to_d(x, sigma, yield { x, sigma, i });
  if (sigma_down === 0) return linear([1, x], [-sigma, d]);
  const sigma_mid = Math.sqrt(sigma * sigma_down);
  const x_2 = linear([1, x], [sigma_mid - sigma, d]);
  const d_2 = to_d(x_2, sigma_mid, yield { x: x_2, sigma: sigma_mid, i });
  return linear([1, x], [sigma_down - sigma, d_2]);
}

/** DPM2 with the churn of Karras et al. 2022. @see crowsonkb/k-diffusion `sampling.py`, sample_dpm_2 */
export const sampleDpm2: Sampler = function* (x, sigmas, options) {
  const steps = sigmas.length - 1;
  for (let i = 0; i < steps; i++) {
    const lifted = churn(x, sigmas[i]!, sigmas[i + 1]!, steps, options);
    x = yield* midpointStep(lifted.x, lifted.sigma_hat, sigmas[i + 1]!, i);
  }
  return x;
};

/** DPM2 with ancestral noise. @see crowsonkb/k-diffusion `sampling.py`, sample_dpm_2_ancestral */
export const sampleDpm2Ancestral: Sampler = function* (x, sigmas, { eta, noise, s_noise = 1 }) {
  for (let i = 0; i < sigmas.length - 1; i++) {
    const [sigma, sigma_to] = [sigmas[i]!, sigmas[i + 1]!];
    const { sigma_down, sigma_up } = ancestralStep(sigma, sigma_to, eta);
    x = yield* midpointStep(x, sigma, sigma_down, i);
    if (sigma_down > 0) x = linear([1, x], [s_noise * sigma_up, noise(sigma, sigma_to)]);
  }
  return x;
};
