import {
  epsilonAt,
  lookAhead,
  noisyStep,
  type SolverStep,
  sigmaAt,
  solve1,
  solve2,
  solve3,
  timeOf,
} from './dpm-solver';
import { linear } from './linear';
import type { Sampler, SamplerRun } from './sampler';

function* stepOfOrder(order: number, step: SolverStep): SamplerRun {
  if (order === 1) return solve1(step);
  const ahead = yield* lookAhead(step, order === 2 ? 1 / 2 : 1 / 3);
  return order === 2 ? solve2(step, ahead) : yield* solve3(step, ahead);
}

/** Orders of the steps that spend `evaluations` in all: threes, and what is left at the end. */
export function fastOrders(evaluations: number): number[] {
  const threes = Math.floor(evaluations / 3);
  const rest = evaluations % 3;
  return rest === 0
    ? [...Array<number>(Math.max(0, threes - 1)).fill(3), 2, 1]
    : [...Array<number>(threes).fill(3), rest];
}

/**
 * DPM-Solver-fast of Lu et al. 2022, https://arxiv.org/abs/2206.00927: even steps in log sigma from the first to the last
 * of `sigmas`, which must not be 0.
 * @param evaluations of the network; they decide number and order of the steps
 */
export const dpmFast = (evaluations: number): Sampler =>
  function* (x, sigmas, { eta, noise, s_noise = 1 }) {
    const orders = fastOrders(evaluations);
    const [t_start, t_end] = [timeOf(sigmas[0]!), timeOf(sigmas.at(-1)!)];
    const at = (i: number) => t_start + (i / orders.length) * (t_end - t_start);
    for (const [i, order] of orders.entries()) {
      const [t, t_next] = [at(i), at(i + 1)];
      const { t_down, sigma_up } = noisyStep(t, t_next, t_end, eta);
      const epsilon = yield* epsilonAt(x, t, i);
      x = yield* stepOfOrder(order, { x, t, t_next: t_down, epsilon, i });
      const fresh = noise(sigmaAt(t), sigmaAt(t_next));
      if (sigma_up > 0) x = linear([1, x], [s_noise * sigma_up, fresh]);
    }
    return x;
  };
