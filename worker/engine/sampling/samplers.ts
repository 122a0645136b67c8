import { sampleDdim, sampleDdimCfgPlusPlus } from './ddim';
import { dpmAdaptive } from './dpm-adaptive';
import { dpmFast } from './dpm-fast';
import { sampleDpm2, sampleDpm2Ancestral } from './dpm2';
import { sampleDpmpp2m } from './dpmpp-2m';
import { sampleDpmpp2mSde, sampleDpmpp2mSdeHeun } from './dpmpp-2m-sde';
import { sampleDpmpp2sAncestral } from './dpmpp-2s-ancestral';
import { sampleDpmpp3mSde } from './dpmpp-3m-sde';
import { sampleDpmppSde } from './dpmpp-sde';
import { sampleEuler } from './euler';
import { sampleEulerAncestral } from './euler-ancestral';
import { sampleHeun } from './heun';
import { sampleLcm } from './lcm';
import { sampleLms } from './lms';
import type { NoiseSchedule } from './noise-schedule';
import { samplePlms } from './plms';
import { sampleRestart } from './restart';
import type { Sampler } from './sampler';
import type { SCHEDULERS } from './schedulers';
import { type UniPcOptions, uniPc } from './unipc';

export interface SamplerEntry {
  /** @param steps that are to be made, for those that choose their own way @param levels that the model knows */
  sampler: (steps: number, levels: NoiseSchedule, uniPc?: UniPcOptions) => Sampler;
  /** What `Automatic` means for it; Uniform without. */
  scheduler?: keyof typeof SCHEDULERS;
  /** Its share of fresh noise when nothing is said. */
  eta: number;
  /**
   * What it walks over: falling sigmas (without), training timesteps, the range between two sigmas in steps of its own,
   * or the levels of a latent consistency model.
   */
  walks?: 'timesteps' | 'range' | 'distilled';
  /** Plans one step more and leaves out the last but one level. */
  discards?: true;
  /** Counts as two evaluations a step where a prompt changes on the way. */
  secondOrder?: true;
  /** Its noise comes from a Brownian tree over sigma. */
  brownian?: true;
  /** Which of s_churn, s_tmin, s_tmax and s_noise a request can set. */
  takes?: 'churn' | 's_noise';
}

/** In the order programs know. @see AUTOMATIC1111/stable-diffusion-webui `modules/sd_samplers_kdiffusion.py` */
export const SAMPLERS = {
  'DPM++ 2M': { sampler: () => sampleDpmpp2m, scheduler: 'Karras', eta: 0 },
  'DPM++ SDE': {
    sampler: () => sampleDpmppSde,
    scheduler: 'Karras',
    eta: 1,
    secondOrder: true,
    brownian: true,
    takes: 's_noise',
  },
  'DPM++ 2M SDE': {
    sampler: () => sampleDpmpp2mSde,
    scheduler: 'Exponential',
    eta: 1,
    brownian: true,
    takes: 's_noise',
  },
  'DPM++ 2M SDE Heun': {
    sampler: () => sampleDpmpp2mSdeHeun,
    scheduler: 'Exponential',
    eta: 1,
    brownian: true,
    takes: 's_noise',
  },
  'DPM++ 2S a': {
    sampler: () => sampleDpmpp2sAncestral,
    scheduler: 'Karras',
    eta: 1,
    secondOrder: true,
    takes: 's_noise',
  },
  'DPM++ 3M SDE': {
    sampler: () => sampleDpmpp3mSde,
    scheduler: 'Exponential',
    eta: 1,
    discards: true,
    brownian: true,
    takes: 's_noise',
  },
  'Euler a': { sampler: () => sampleEulerAncestral, eta: 1 },
  Euler: { sampler: () => sampleEuler, eta: 0, takes: 'churn' },
  LMS: { sampler: () => sampleLms, eta: 0 },
  Heun: { sampler: () => sampleHeun, eta: 0, secondOrder: true, takes: 'churn' },
  DPM2: {
    sampler: () => sampleDpm2,
    scheduler: 'Karras',
    eta: 0,
    discards: true,
    secondOrder: true,
    takes: 'churn',
  },
  'DPM2 a': {
    sampler: () => sampleDpm2Ancestral,
    scheduler: 'Karras',
    eta: 1,
    discards: true,
    secondOrder: true,
    takes: 's_noise',
  },
  'DPM fast': { sampler: (steps) => dpmFast(steps), eta: 1, walks: 'range', takes: 's_noise' },
  'DPM adaptive': { sampler: (steps) => dpmAdaptive(steps), eta: 1, walks: 'range' },
  Restart: { sampler: () => sampleRestart, scheduler: 'Karras', eta: 0, secondOrder: true },
  DDIM: { sampler: () => sampleDdim, eta: 0, walks: 'timesteps' },
  'DDIM CFG++': { sampler: () => sampleDdimCfgPlusPlus, eta: 0, walks: 'timesteps' },
  PLMS: { sampler: () => samplePlms, eta: 0, walks: 'timesteps' },
  UniPC: { sampler: (_steps, _levels, options) => uniPc(options), eta: 0, walks: 'timesteps' },
  LCM: { sampler: (_, levels) => sampleLcm(levels.sigmaToTimestep), eta: 0, walks: 'distilled' },
} as const satisfies Record<string, SamplerEntry>;

export type SamplerName = keyof typeof SAMPLERS;

export const SAMPLER_NAMES = Object.keys(SAMPLERS) as SamplerName[];
