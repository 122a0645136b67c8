import { linear } from './linear';
import type { Sampler } from './sampler';

const { exp, expm1, log, sqrt } = Math;

/**
 * DPM-Solver++(3M) SDE: slope and curvature from up to three guesses, with lambda = -log sigma.
 * @see crowsonkb/k-diffusion `sampling.py`, sample_dpmpp_3m_sde
 */
export const sampleDpmpp3mSde: Sampler = function* (x, sigmas, { eta, noise, s_noise = 1 }) {
  let past: { denoised: Float32Array; h: number }[] = [];
  for (let i = 0; i < sigmas.length - 1; i++) {
    const [sigma, sigma_next] = [sigmas[i]!, sigmas[i + 1]!];
    const denoised = yield { x, sigma, i };
    if (sigma_next === 0) return denoised;
    const h = log(sigma / sigma_next);
    const H = h * (eta + 1);
    x = linear([exp(-H), x], [-expm1(-H), denoised]);

    const [one, two] = past;
    const phi_2 = expm1(-H) / H + 1;
    if (one && two) {
      const [r0, r1] = [one.h / h, two.h / h];
      const d1_0 = linear([1 / r0, denoised], [-1 / r0, one.denoised]);
      const d1_1 = linear([1 / r1, one.denoised], [-1 / r1, two.denoised]);
      const bend = linear([1 / (r0 + r1), d1_0], [-1 / (r0 + r1), d1_1]);
      x = linear([1, x], [phi_2, d1_0], [phi_2 * r0 - (phi_2 / H - 0.5), bend]);
    } else if (one) {
      const r = one.h / h;
      x = linear([1, x], [phi_2 / r, denoised], [-phi_2 / r, one.denoised]);
    }
    if (eta > 0) {
      const scale = sigma_next * sqrt(-expm1(-2 * h * eta)) * s_noise;
      x = linear([1, x], [scale, noise(sigma, sigma_next)]);
    }
    past = [{ denoised, h }, ...past].slice(0, 2);
  }
  return x;
};
