import { linear } from './linear';
import type { Sampler } from './sampler';

const { exp, expm1, log, sqrt } = Math;

/**
 * DPM-Solver++(2M) SDE of Lu et al. 2022, https://arxiv.org/abs/2211.01095, with lambda = -log sigma.
 * @see crowsonkb/k-diffusion `sampling.py`, sample_dpmpp_2m_sde
 */
const dpmpp2mSde = (solver: 'midpoint' | 'heun'): Sampler =>
  function* (x, sigmas, { eta, noise, s_noise = 1 }) {
    let previous: { denoised: Float32Array; h: number } | undefined;
    for (let i = 0; i < sigmas.length - 1; i++) {
      const [sigma, sigma_next] = [sigmas[i]!, sigmas[i + 1]!];
      const denoised = yield { x, sigma, i };
      if (sigma_next === 0) return denoised;
      const h = log(sigma / sigma_next);
      const H = h + eta * h;
      const gain = -expm1(-H);
      x = linear([(sigma_next / sigma) * exp(-eta * h), x], [gain, denoised]);
      if (previous) {
        const slope = ((solver === 'heun' ? 1 - gain / H : 0.5 * gain) * h) / previous.h;
        x = linear([1, x], [slope, denoised], [-slope, previous.denoised]);
      }
      if (eta > 0) {
        const scale = sigma_next * sqrt(-expm1(-2 * eta * h)) * s_noise;
        x = linear([1, x], [scale, noise(sigma, sigma_next)]);
      }
      previous = { denoised, h };
    }
    return x;
  };

export const sampleDpmpp2mSde = dpmpp2mSde('midpoint');
export const sampleDpmpp2mSdeHeun = dpmpp2mSde('heun');
