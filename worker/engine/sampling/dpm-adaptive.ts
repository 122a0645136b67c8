import { epsilonAt, lookAhead, noisyStep, sigmaAt, solve1, solve2, solve3, timeOf } from './dpm-solver';
import { linear } from './linear';
import type { Sampler } from './sampler';

const { abs, max, min, sqrt } = Math;
const RELATIVE = 0.05;
const ABSOLUTE = 0.0078;
const FIRST_STEP = 0.05;
const ACCEPTED_FROM = 0.81;
/** More tries than any sound model needs; each spends up to three evaluations. */
const MAX_TRIES = 1000;

/** Root mean square of the difference of two results, in units of what is tolerated. */
function errorBetween(low: Float32Array, high: Float32Array, previous: Float32Array): number {
  let sum = 0;
  low.forEach((value, k) => {
    const tolerated = max(ABSOLUTE, RELATIVE * max(abs(value), abs(previous[k]!)));
    sum += ((value - high[k]!) / tolerated) ** 2;
  });
  return sqrt(sum / low.length);
}

/**
 * DPM-Solver with steps as long as the difference between two orders allows, from the first to the last of `sigmas`,
 * which must not be 0. @see crowsonkb/k-diffusion `sampling.py`, sample_dpm_adaptive
 * @param steps for progress only: how many the whole way counts as
 */
export const dpmAdaptive = (steps: number, order: 2 | 3 = 3): Sampler =>
  function* (x, sigmas, { eta, noise, s_noise = 1 }) {
    const [t_start, t_end] = [timeOf(sigmas[0]!), timeOf(sigmas.at(-1)!)];
    let s = t_start;
    let h = FIRST_STEP;
    let previous = x;
    for (let tries = 0; s < t_end - 1e-5 && tries < MAX_TRIES; tries++) {
      const i = min(steps - 1, Math.floor((steps * (s - t_start)) / (t_end - t_start)));
      const t = min(t_end, s + h);
      const { t_down, sigma_up } = noisyStep(s, t, t_end, eta);
      const step = { x, t: s, t_next: t_down, epsilon: yield* epsilonAt(x, s, i), i };
      const ahead = yield* lookAhead(step, order === 2 ? 1 / 2 : 1 / 3);
      const low = order === 2 ? solve1(step) : solve2(step, ahead, 1 / 3);
      const high = order === 2 ? solve2(step, ahead) : yield* solve3(step, ahead);
      const error = errorBetween(low, high, previous);
      const factor = 1 + Math.atan((1 / (error + 1e-8)) ** (1 / (eta ? 1.5 : order)) - 1);
      h *= factor;
      if (factor < ACCEPTED_FROM) continue;
      previous = low;
      x = linear([1, high], [s_noise * sigma_up, noise(sigmaAt(s), sigmaAt(t))]);
      s = t;
    }
    return x;
  };
