import { churn } from './churn';
import { linear, to_d } from './linear';
import type { Sampler } from './sampler';

/** Algorithm 2 (Heun steps) of Karras et al. 2022, https://arxiv.org/abs/2206.00364. */
export const sampleHeun: Sampler = function* (x, sigmas, options) {
  const steps = sigmas.length - 1;
  for (let i = 0; i < steps; i++) {
    const sigma_next = sigmas[i + 1]!;
    const lifted = churn(x, sigmas[i]!, sigma_next, steps, options);
    const sigma = lifted.sigma_hat;
    const dt = sigma_next - sigma;
    const d = to_d(lifted.x, sigma, yield { x: lifted.x, sigma, i });
    const ahead = linear([1, lifted.x], [dt, d]);
    if (sigma_next === 0) return ahead;
    const d_2 = to_d(ahead, sigma_next, yield { x: ahead, sigma: sigma_next, i });
    x = linear([1, lifted.x], [dt / 2, d], [dt / 2, d_2]);
  }
  return x;
};
