import { sampleDdim } from './ddim';
import { sampleDpmpp2m } from './dpmpp-2m';
import { sampleEuler } from './euler';
import { sampleEulerAncestral } from './euler-ancestral';
import type { NoiseSchedule } from './noise-schedule';
import type { Sampler } from './sampler';
import { SCHEDULERS, type SchedulerName, timestepSigmas } from './schedulers';

interface SamplerEntry {
  sample: Sampler;
  /** What `Automatic` means for it. */
  scheduler?: keyof typeof SCHEDULERS;
  eta: number;
  /** Walks over training timesteps and takes no scheduler. */
  usesTimesteps?: true;
}

export const SAMPLERS = {
  'DPM++ 2M': { sample: sampleDpmpp2m, scheduler: 'Karras', eta: 0 },
  'Euler a': { sample: sampleEulerAncestral, eta: 1 },
  Euler: { sample: sampleEuler, eta: 0 },
  DDIM: { sample: sampleDdim, eta: 0, usesTimesteps: true },
} as const satisfies Record<string, SamplerEntry>;

export type SamplerName = keyof typeof SAMPLERS;

export const SAMPLER_NAMES = Object.keys(SAMPLERS) as SamplerName[];

/** A sampler, its noise levels, and how strongly unit noise is scaled to begin with. */
export interface SamplingPlan {
  sample: Sampler;
  sigmas: Float64Array;
  initialScale: number;
  eta: number;
}

/** @param eta undefined for the sampler's own default */
export function planSampling(
  name: SamplerName,
  scheduler: SchedulerName,
  steps: number,
  schedule: NoiseSchedule,
  eta?: number,
): SamplingPlan {
  const entry: SamplerEntry = SAMPLERS[name];
  const { sample } = entry;
  if (entry.usesTimesteps) {
    const sigmas = timestepSigmas(schedule, steps);
    return { sample, sigmas, initialScale: Math.sqrt(1 + sigmas[0]! ** 2), eta: eta ?? entry.eta };
  }
  const resolved = scheduler === 'Automatic' ? (entry.scheduler ?? 'Uniform') : scheduler;
  const sigmas = SCHEDULERS[resolved](schedule, steps);
  return { sample, sigmas, initialScale: sigmas[0]!, eta: eta ?? entry.eta };
}
