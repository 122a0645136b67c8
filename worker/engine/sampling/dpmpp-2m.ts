import { linear } from './linear';
import type { Sampler } from './sampler';

const { log } = Math;

/** DPM-Solver++(2M), Algorithm 2 of Lu et al. 2022, https://arxiv.org/abs/2211.01095, with lambda = -log sigma. */
export const sampleDpmpp2m: Sampler = function* (x, sigmas) {
  let previous: Float32Array | undefined;
  for (let i = 0; i < sigmas.length - 1; i++) {
    const [sigma, sigma_next] = [sigmas[i]!, sigmas[i + 1]!];
    const denoised = yield { x, sigma, i };
    const shrink = sigma_next / sigma;
    if (previous === undefined || sigma_next === 0) {
      x = linear([shrink, x], [1 - shrink, denoised]);
    } else {
      const r = log(sigmas[i - 1]! / sigma) / log(sigma / sigma_next);
      const extra = (1 - shrink) / (2 * r);
      x = linear([shrink, x], [1 - shrink + extra, denoised], [-extra, previous]);
    }
    previous = denoised;
  }
  return x;
};
