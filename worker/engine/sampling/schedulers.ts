import { betaQuantile } from './beta-quantile';
import { karrasSigmas } from './karras';
import type { LevelOptions } from './level-options';
import { linspace } from './linspace';
import type { NoiseSchedule } from './noise-schedule';

const { atan, exp, floor, fround, log, max, min, round, tan } = Math;

/** Whose published levels Align Your Steps takes. */
export type LevelsFamily = 'sd' | 'sdxl';

/** About `n` falling noise levels and, but for KL Optimal, a final 0. */
export type Scheduler = (
  schedule: NoiseSchedule,
  n: number,
  family: LevelsFamily,
  options?: LevelOptions,
) => Float64Array;

const withZero = (sigmas: Iterable<number>) => Float64Array.of(...Array.from(sigmas, fround), 0);

const range = ({ sigmas }: NoiseSchedule, { sigmaMin, sigmaMax }: LevelOptions = {}) => ({
  min: sigmaMin || sigmas[0]!,
  max: sigmaMax || sigmas.at(-1)!,
});

/** `n` evenly spaced timesteps from the largest level to the smallest. */
function timesteps(schedule: NoiseSchedule, n: number, options?: LevelOptions): number[] {
  const ends = range(schedule, options);
  return linspace(schedule.sigmaToTimestep(ends.max), schedule.sigmaToTimestep(ends.min), n);
}

const atTimesteps = (schedule: NoiseSchedule, times: number[]) =>
  withZero(times.map((t) => schedule.timestepToSigma(t)));

/** @see crowsonkb/k-diffusion `external.py`, get_sigmas */
const uniform: Scheduler = (schedule, n) => atTimesteps(schedule, timesteps(schedule, n));

/** The same between other ends. */
const normal: Scheduler = (schedule, n, _, options) => atTimesteps(schedule, timesteps(schedule, n, options));

const karras: Scheduler = (schedule, n, _, options) => {
  const ends = range(schedule, options);
  return karrasSigmas(n, ends.min, ends.max, options?.rho || undefined);
};

/** Evenly spaced in log sigma. */
const exponential: Scheduler = (schedule, n, _, options) => {
  const ends = range(schedule, options);
  return withZero(linspace(log(ends.max), log(ends.min), n).map(exp));
};

/** Exponential, with a bend: rho = 1 is none; the rounding differs. */
const polyexponential: Scheduler = (schedule, n, _, options) => {
  const ends = range(schedule, options);
  const [low, high] = [log(ends.min), log(ends.max)];
  const bent = linspace(1, 0, n).map((ramp) => fround(ramp ** (options?.rho || 1)));
  return withZero(bent.map((ramp) => exp(fround(fround(ramp * fround(high - low)) + fround(low)))));
};

/** Uniform over one step more, without the last. @see Stability-AI/generative-models */
const sgmUniform: Scheduler = (schedule, n, _, options) =>
  atTimesteps(schedule, timesteps(schedule, n + 1, options).slice(0, -1));

/** Sabour et al. 2024, https://arxiv.org/abs/2404.14507, theorem 3.1. It alone ends at the smallest level, not at 0. */
const klOptimal: Scheduler = (schedule, n, _, options) => {
  const ends = range(schedule, options);
  const [low, high] = [fround(atan(ends.min)), fround(atan(ends.max))];
  return Float64Array.from({ length: n + 1 }, (_, k) => {
    const part = fround(k / n);
    return fround(tan(fround(fround(part * low) + fround(fround(1 - part) * high))));
  });
};

const ALIGN_YOUR_STEPS: Record<LevelsFamily, number[]> = {
  sd: [14.615, 6.475, 3.861, 2.697, 1.886, 1.396, 0.963, 0.652, 0.399, 0.152, 0.029],
  sdxl: [14.615, 6.315, 3.771, 2.181, 1.342, 0.862, 0.555, 0.38, 0.234, 0.113, 0.029],
};

/**
 * The published levels of Sabour et al. 2024, log-linear between them for other step counts. Places are counted from
 * the small end, so that a single step gets the smallest level, as in the reference.
 */
const alignYourSteps: Scheduler = (_, n, family) => {
  const table = ALIGN_YOUR_STEPS[family];
  const levels = Array.from({ length: n }, (_, k) => {
    const place = n === 1 ? table.length - 1 : (k / (n - 1)) * (table.length - 1);
    const low = min(floor(place), table.length - 2);
    const w = place - low;
    return exp((1 - w) * log(table[low]!) + w * log(table[low + 1]!));
  });
  return withZero(levels);
};

/** Every (1000 / n)-th level from the top, the place truncated. */
const simple: Scheduler = ({ sigmas }, n) =>
  withZero(Array.from({ length: n }, (_, k) => sigmas.at(-1 - Math.trunc(k * (sigmas.length / n)))!));

/** Levels 1, 1 + k, 1 + 2k … with k = 1000 // n: more than n of them where n does not divide 1000. */
const ddim: Scheduler = ({ sigmas }, n) => {
  const stride = max(1, floor(sigmas.length / n));
  return withZero(sigmas.filter((_, t) => t >= 1 && (t - 1) % stride === 0).reverse());
};

/** Lee et al. 2024, https://arxiv.org/abs/2407.12173: quantiles of Beta(0.6, 0.6), linear in sigma as the web UI has it. */
const beta: Scheduler = (schedule, n, _, options = {}) => {
  const ends = range(schedule, options);
  const { betaAlpha: a = 0.6, betaBeta: b = 0.6 } = options;
  const share = (k: number) => (n === 1 ? 1 : 1 - k / (n - 1));
  return withZero(
    Array.from({ length: n }, (_, k) => ends.min + betaQuantile(share(k), a, b) * (ends.max - ends.min)),
  );
};

/** Levels round(1000 k / n) - 1 for k = n … 1. @see lllyasviel/stable-diffusion-webui-forge */
const turbo: Scheduler = ({ sigmas }, n) =>
  withZero(
    Array.from({ length: n }, (_, k) => {
      const place = roundHalfToEven(((n - k) * sigmas.length) / n - 1);
      return sigmas[max(0, min(sigmas.length - 1, place))]!;
    }),
  );

function roundHalfToEven(value: number): number {
  const isHalf = value - floor(value) === 0.5;
  return isHalf ? 2 * round(value / 2) : round(value);
}

export const SCHEDULERS = {
  Uniform: uniform,
  Karras: karras,
  Exponential: exponential,
  Polyexponential: polyexponential,
  'SGM Uniform': sgmUniform,
  'KL Optimal': klOptimal,
  'Align Your Steps': alignYourSteps,
  Simple: simple,
  Normal: normal,
  DDIM: ddim,
  Beta: beta,
  Turbo: turbo,
} as const satisfies Record<string, Scheduler>;

/** `Automatic` is the sampler's own default, or Uniform when it has none. */
export type SchedulerName = 'Automatic' | keyof typeof SCHEDULERS;

export const SCHEDULER_NAMES = ['Automatic', ...Object.keys(SCHEDULERS)] as readonly SchedulerName[];

/**
 * The timesteps of samplers that walk over them: every (1000 // n)-th, plus 1, rising.
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/sd_samplers_timesteps.py`, get_timesteps
 */
export function walkedTimesteps({ sigmas }: NoiseSchedule, n: number): number[] {
  const stride = max(1, floor(sigmas.length / n));
  const count = Math.ceil(sigmas.length / stride);
  return Array.from({ length: count }, (_, k) => min(k * stride + 1, sigmas.length - 1));
}
