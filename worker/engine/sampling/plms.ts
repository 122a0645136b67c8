import { linear } from './linear';
import type { Sampler } from './sampler';
import { alphaOf, epsilonIn, moved, widened } from './variance-preserving';

/** Adams–Bashforth weights by how many guesses there are, the newest first. */
const WEIGHTS: Record<number, number[]> = {
  2: [3 / 2, -1 / 2],
  3: [23 / 12, -16 / 12, 5 / 12],
  4: [55 / 24, -59 / 24, 37 / 24, -9 / 24],
};

/** Liu et al. 2022, https://arxiv.org/abs/2202.09778: the first step is a Heun step, later ones use up to four guesses. */
export const samplePlms: Sampler = function* (x, sigmas) {
  let z = linear([Math.sqrt(alphaOf(sigmas[0]!)), x]);
  let past: Float32Array[] = [];
  for (let i = 0; i < sigmas.length - 1; i++) {
    const [sigma, sigma_next] = [sigmas[i]!, sigmas[i + 1]!];
    const [alpha, alpha_next] = [alphaOf(sigma), alphaOf(sigma_next)];
    const epsilon = epsilonIn(z, alpha, yield { x: widened(z, alpha), sigma, i });
    past = [epsilon, ...past].slice(0, 4);
    let blend: Float32Array;
    if (past.length === 1) {
      const ahead = moved(z, alpha, alpha_next, epsilon);
      const x0 = yield { x: widened(ahead, alpha_next), sigma: sigma_next, i };
      blend = linear([1 / 2, epsilon], [1 / 2, epsilonIn(ahead, alpha_next, x0)]);
    } else {
      const weights = WEIGHTS[past.length]!;
      blend = linear(...past.map((e, k): [number, Float32Array] => [weights[k]!, e]));
    }
    z = moved(z, alpha, alpha_next, blend);
  }
  return z;
};
