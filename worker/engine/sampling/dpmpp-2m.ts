import type { Sampler } from './sampler';

/** DPM-Solver++(2M), Algorithm 2 of Lu et al. 2022, https://arxiv.org/abs/2211.01095, with lambda = -log sigma. */
export const sampleDpmpp2m: Sampler = function* (x, sigmas) {
  let previous: Float32Array | undefined;
  for (let i = 0; i < sigmas.length - 1; i++) {
    const sigma = sigmas[i]!;
    const sigma_next = sigmas[i + 1]!;
    const denoised = yield { x, sigma, i };
    const h = Math.log(sigma) - Math.log(sigma_next);
    const shrink = sigma_next / sigma;
    const gain = -Math.expm1(-h);
    if (previous === undefined || sigma_next === 0) {
      x = x.map((x_k, k) => shrink * x_k + gain * denoised[k]!);
    } else {
      const r = (Math.log(sigmas[i - 1]!) - Math.log(sigma)) / h;
      const old = previous;
      x = x.map(
        (x_k, k) => shrink * x_k + gain * ((1 + 1 / (2 * r)) * denoised[k]! - (1 / (2 * r)) * old[k]!),
      );
    }
    previous = denoised;
  }
  return x;
};
