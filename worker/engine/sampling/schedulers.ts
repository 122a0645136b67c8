import type { NoiseSchedule } from './noise-schedule';

/** `n` falling noise levels and a final 0. */
export type Scheduler = (schedule: NoiseSchedule, n: number) => Float64Array;

/** `n` values from `start` to `end`, both included; one value is `start`. */
function linspace(start: number, end: number, n: number): number[] {
  return Array.from({ length: n }, (_, i) => (n === 1 ? start : start + (i / (n - 1)) * (end - start)));
}

const withZero = (sigmas: number[]) => Float64Array.of(...sigmas, 0);

const range = ({ sigmas }: NoiseSchedule) => ({ min: sigmas[0]!, max: sigmas[sigmas.length - 1]! });

/** Evenly spaced timesteps. @see crowsonkb/k-diffusion `external.py`, get_sigmas */
const uniform: Scheduler = (schedule, n) =>
  withZero(linspace(schedule.sigmas.length - 1, 0, n).map((t) => schedule.timestepToSigma(t)));

/** Karras et al. 2022, https://arxiv.org/abs/2206.00364, equation 5. */
const karras: Scheduler = (schedule, n) => {
  const rho = 7;
  const { min, max } = range(schedule);
  return withZero(linspace(max ** (1 / rho), min ** (1 / rho), n).map((root) => root ** rho));
};

/** Evenly spaced in log sigma. */
const exponential: Scheduler = (schedule, n) => {
  const { min, max } = range(schedule);
  return withZero(linspace(Math.log(max), Math.log(min), n).map(Math.exp));
};

export const SCHEDULERS = {
  Uniform: uniform,
  Karras: karras,
  Exponential: exponential,
} as const satisfies Record<string, Scheduler>;

/** `Automatic` is the sampler's own default, or Uniform when it has none. */
export type SchedulerName = 'Automatic' | keyof typeof SCHEDULERS;

export const SCHEDULER_NAMES: readonly SchedulerName[] = ['Automatic', 'Uniform', 'Karras', 'Exponential'];

/**
 * The levels of samplers that walk over training timesteps: every (1000 // n)-th, plus 1, falling. The reference takes
 * one step fewer than there are levels, and its last level is timestep 1, not sigma 0; a single level goes to the
 * smallest sigma so that there is a step at all.
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/sd_samplers_timesteps.py`, get_timesteps
 */
export function timestepSigmas({ sigmas }: NoiseSchedule, n: number): Float64Array {
  const last = sigmas.length - 1;
  const stride = Math.max(1, Math.floor(sigmas.length / n));
  const rising: number[] = [];
  for (let t = 0; t < sigmas.length; t += stride) rising.push(sigmas[Math.min(t + 1, last)]!);
  if (rising.length === 1) rising.unshift(sigmas[0]!);
  return Float64Array.from(rising.reverse());
}
