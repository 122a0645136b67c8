import { linear } from './linear';
import type { Sampler } from './sampler';
import { alphaOf, epsilonIn, moved, widened } from './variance-preserving';

const { sqrt } = Math;
/** Guidance of CFG++ lies between 0 and 1; this brings people's usual scales there. */
const PLUS_PLUS_FACTOR = 1 / 12.5;

function ddim(isPlusPlus: boolean): Sampler {
  return function* (x, sigmas, { eta, noise, s_noise = 1 }) {
    let z = linear([sqrt(alphaOf(sigmas[0]!)), x]);
    for (let i = 0; i < sigmas.length - 1; i++) {
      const [sigma, sigma_next] = [sigmas[i]!, sigmas[i + 1]!];
      const [alpha, alpha_next] = [alphaOf(sigma), alphaOf(sigma_next)];
      const sigma_t = eta * sqrt(((1 - alpha_next) / (1 - alpha)) * (1 - alpha / alpha_next));
      const plusPlus = isPlusPlus
        ? { factor: PLUS_PLUS_FACTOR, unguided: new Float32Array(x.length) }
        : undefined;
      const call = { x: widened(z, alpha), sigma, i };
      const epsilon = epsilonIn(z, alpha, yield plusPlus ? { ...call, plusPlus } : call);
      const direction = plusPlus ? epsilonIn(z, alpha, plusPlus.unguided) : epsilon;
      z = moved(z, alpha, alpha_next, epsilon, direction, sigma_t);
      if (eta > 0) z = linear([1, z], [s_noise * sigma_t, noise(sigma, sigma_next)]);
    }
    return z;
  };
}

/** Song et al. 2020, https://arxiv.org/abs/2010.02502, equation 12. */
export const sampleDdim = ddim(false);

/** Chung et al. 2024, https://arxiv.org/abs/2406.08070: moves along the noise that is seen without guidance. */
export const sampleDdimCfgPlusPlus = ddim(true);
