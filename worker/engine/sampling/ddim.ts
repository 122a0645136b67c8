import type { Sampler } from './sampler';

const { sqrt } = Math;

/**
 * Song et al. 2020, https://arxiv.org/abs/2010.02502, equation 12. The paper's latents keep unit variance:
 * alpha = 1 / (1 + sigma²), and `z` is the x of the other samplers times √alpha.
 */
export const sampleDdim: Sampler = function* (x, sigmas, { eta, noise }) {
  const alphas = sigmas.map((sigma) => 1 / (1 + sigma ** 2));
  let z = x.map((x_k) => x_k * sqrt(alphas[0]!));
  for (let i = 0; i < sigmas.length - 1; i++) {
    const alpha = alphas[i]!;
    const alpha_prev = alphas[i + 1]!;
    const sigma_t = eta * sqrt(((1 - alpha_prev) / (1 - alpha)) * (1 - alpha / alpha_prev));
    const pred_x0 = yield { x: z.map((z_k) => z_k / sqrt(alpha)), sigma: sigmas[i]!, i };
    const direction = sqrt(1 - alpha_prev - sigma_t ** 2);
    z = z.map((z_k, k) => {
      const epsilon = (z_k - sqrt(alpha) * pred_x0[k]!) / sqrt(1 - alpha);
      return sqrt(alpha_prev) * pred_x0[k]! + direction * epsilon;
    });
    if (sigma_t > 0) {
      const fresh = noise();
      z = z.map((z_k, k) => z_k + sigma_t * fresh[k]!);
    }
  }
  return z;
};
