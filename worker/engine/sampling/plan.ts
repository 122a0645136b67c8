import { fastOrders } from './dpm-fast';
import { sampleEuler } from './euler';
import type { LevelOptions } from './level-options';
import { distilledSchedule, type NoiseSchedule } from './noise-schedule';
import { restartPlan } from './restart';
import type { Sampler, SamplerOptions } from './sampler';
import { SAMPLERS, type SamplerEntry, type SamplerName } from './samplers';
import { type LevelsFamily, SCHEDULERS, type SchedulerName } from './schedulers';
import { timestepLevels } from './timestep-levels';
import type { UniPcOptions } from './unipc';

/** What can be said about the noise of a sampler; undefined is its own default. */
export type NoiseOptions = Partial<Omit<SamplerOptions, 'noise'>>;

/** A sampler, its noise levels, and how the latent it begins with is made. */
export interface SamplingPlan {
  sample: Sampler;
  sigmas: Float64Array;
  /** Steps that the sampler counts. */
  steps: number;
  /** Where prompts change on the way, a step counts as so many evaluations. */
  evaluationsPerStep: 1 | 2;
  /** The first latent is the original times `originalScale` (0: there is none) plus unit noise times `initialScale`. */
  initialScale: number;
  originalScale: number;
  /** For `sample`, besides the noise. */
  options: Omit<SamplerOptions, 'noise'>;
  /** Range of the Brownian tree that the noise comes from, where it does. */
  brownian?: { min: number; max: number };
}

export interface PlanOptions {
  noise?: NoiseOptions;
  family?: LevelsFamily;
  /** For a picture made from another: only the last `from` + 1 steps are made (`t_enc` of the reference). */
  from?: number;
  schedule?: ScheduleOptions;
}

/** What can be said about the levels; what is not said is the sampler's or the schedule's own. */
export interface ScheduleOptions extends LevelOptions {
  /** Every sampler plans one step more and leaves out the last but one level. */
  discardsNextToLast?: boolean;
  /** The first noise is as wide as latents of that level are, not as the level itself: SDXL was trained so. */
  widensFirstNoise?: boolean;
  uniPc?: UniPcOptions;
}

/**
 * What a sampler does in `steps` steps.
 * @param steps that are scheduled, also when `from` leaves some of them out
 */
export function planSampling(
  name: SamplerName,
  scheduler: SchedulerName,
  steps: number,
  schedule: NoiseSchedule,
  { noise = {}, family = 'sd', from, schedule: told = {} }: PlanOptions = {},
): SamplingPlan {
  const entry: SamplerEntry = SAMPLERS[name];
  const extra = entry.discards || told.discardsNextToLast ? 1 : 0;
  const base = { evaluationsPerStep: entry.secondOrder ? 2 : 1, options: optionsOf(entry, noise) } as const;
  if (entry.walks === 'timesteps') {
    const spread = name === 'UniPC' ? (told.uniPc?.spread ?? 'time') : 'walked';
    const levels = timestepLevels(schedule, steps + extra, spread, from);
    const sample = entry.sampler(steps, schedule, told.uniPc);
    return { ...base, ...levels, sample, steps: levels.sigmas.length - 1 };
  }

  const levels = entry.walks === 'distilled' ? distilledSchedule(schedule) : schedule;
  const resolved = scheduler === 'Automatic' ? (entry.scheduler ?? 'Uniform') : scheduler;
  const scheduled = SCHEDULERS[resolved](levels, steps + extra, family, told);
  const all = extra ? withoutNextToLast(scheduled) : scheduled;
  const sigmas = from === undefined ? all : all.slice(Math.max(0, steps - from - 1));
  const isWidened = told.widensFirstNoise && from === undefined;
  const start = {
    initialScale: isWidened ? Math.hypot(1, sigmas[0]!) : sigmas[0]!,
    originalScale: from === undefined ? 0 : 1,
  };
  if (entry.walks === 'range') {
    const whole: [number, number] = [levels.sigmas.at(-1)!, levels.sigmas[0]!];
    const part: [number, number] = [sigmas[0]!, sigmas.at(-2)!];
    const range = from === undefined ? { ends: whole, steps } : { ends: part, steps: sigmas.length - 1 };
    return { ...base, ...start, ...planRange(name, entry, levels, range) };
  }
  const positive = all.filter((sigma) => sigma > 0);
  return {
    ...base,
    ...start,
    sample: entry.sampler(steps, levels),
    sigmas,
    steps: name === 'Restart' ? restartPlan(sigmas).length : sigmas.length - 1,
    ...(entry.brownian ? { brownian: { min: Math.min(...positive), max: Math.max(...positive) } } : {}),
  };
}

/** Only what the reference lets a request set for this sampler. */
function optionsOf(entry: SamplerEntry, noise: NoiseOptions): SamplingPlan['options'] {
  const { eta = entry.eta, s_churn = 0, s_tmin = 0, s_tmax, s_noise = 1 } = noise;
  if (entry.takes === 's_noise') return { eta, s_noise };
  if (entry.takes !== 'churn') return { eta };
  // A s_tmax of 0 is none.
  return { eta, s_churn, s_tmin, s_tmax: s_tmax || Number.POSITIVE_INFINITY, s_noise };
}

const withoutNextToLast = (sigmas: Float64Array) => sigmas.filter((_, k) => k !== sigmas.length - 2);

/** DPM fast and DPM adaptive are told the ends only. A single level leaves no way: the first guess is the picture. */
function planRange(
  name: SamplerName,
  entry: SamplerEntry,
  levels: NoiseSchedule,
  { ends: [high, low], steps }: { ends: [number, number]; steps: number },
) {
  if (high === low) return { sample: sampleEuler, sigmas: Float64Array.of(high, 0), steps: 1 };
  return {
    sample: entry.sampler(steps, levels),
    sigmas: Float64Array.of(high, low),
    steps: name === 'DPM fast' ? fastOrders(steps).length : steps,
  };
}
