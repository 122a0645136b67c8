import { ancestralStep } from './ancestral-step';
import { linear, to_d } from './linear';
import type { SamplerRun } from './sampler';

const { exp, expm1, log, sqrt } = Math;

/** Time of a noise level, lambda in the paper; rises as noise falls. */
export const timeOf = (sigma: number): number => -log(sigma);
export const sigmaAt = (t: number): number => exp(-t);

/** One use of the network: the noise it sees in x at time t. */
export function* epsilonAt(x: Float32Array, t: number, i: number): SamplerRun {
  const sigma = sigmaAt(t);
  return to_d(x, sigma, yield { x, sigma, i });
}

/** What a step of any order begins with. */
export interface SolverStep {
  x: Float32Array;
  t: number;
  t_next: number;
  epsilon: Float32Array;
  i: number;
}

const euler = ({ x, epsilon }: SolverStep, to: number, h: number) =>
  linear([1, x], [-sigmaAt(to) * expm1(h), epsilon]);

/** DPM-Solver-1 of Lu et al. 2022, https://arxiv.org/abs/2206.00927. */
export function solve1(step: SolverStep): Float32Array {
  return euler(step, step.t_next, step.t_next - step.t);
}

/** The second evaluation of orders 2 and 3, a share r1 of the way. */
export function* lookAhead(step: SolverStep, r1: number): SamplerRun {
  const h = r1 * (step.t_next - step.t);
  return yield* epsilonAt(euler(step, step.t + h, h), step.t + h, step.i);
}

/** DPM-Solver-2; `ahead` is `lookAhead` at r1. */
export function solve2(step: SolverStep, ahead: Float32Array, r1 = 1 / 2): Float32Array {
  const h = step.t_next - step.t;
  const bend = (sigmaAt(step.t_next) / (2 * r1)) * expm1(h);
  return linear([1, solve1(step)], [-bend, ahead], [bend, step.epsilon]);
}

/** DPM-Solver-3; `ahead` is `lookAhead` at a third. */
export function* solve3(step: SolverStep, ahead: Float32Array): SamplerRun {
  const [r1, r2] = [1 / 3, 2 / 3];
  const h = step.t_next - step.t;
  const s2 = step.t + r2 * h;
  const bend = sigmaAt(s2) * (r2 / r1) * (expm1(r2 * h) / (r2 * h) - 1);
  const u2 = linear([1, euler(step, s2, r2 * h)], [-bend, ahead], [bend, step.epsilon]);
  const further = yield* epsilonAt(u2, s2, step.i);
  const slope = (sigmaAt(step.t_next) / r2) * (expm1(h) / h - 1);
  return linear([1, solve1(step)], [-slope, further], [slope, step.epsilon]);
}

/** Where a step with fresh noise ends before the noise is added, and how much of it there is. */
export function noisyStep(t: number, t_next: number, t_end: number, eta: number) {
  if (eta === 0) return { t_down: t_next, sigma_up: 0 };
  const sigma_next = sigmaAt(t_next);
  const { sigma_down } = ancestralStep(sigmaAt(t), sigma_next, eta);
  const t_down = Math.min(t_end, timeOf(sigma_down));
  return { t_down, sigma_up: sqrt(Math.max(0, sigma_next ** 2 - sigmaAt(t_down) ** 2)) };
}
