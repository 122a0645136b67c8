import { readFileSync } from 'node:fs';
import { dpmAdaptive } from '../sampling/dpm-adaptive';
import { sampleLcm } from '../sampling/lcm';
import { stableDiffusionSchedule } from '../sampling/noise-schedule';
import { PictureNoise } from '../sampling/picture-noise';
import { type NoiseOptions, planSampling, type SamplingPlan } from '../sampling/plan';
import type { DenoiserCall } from '../sampling/sampler';
import type { SamplerName } from '../sampling/samplers';
import { SCHEDULER_NAMES, type SchedulerName } from '../sampling/schedulers';
import { answered, closedForm } from './closed-form';
import { golden } from './paths';
import { floats, readTensors, relativeError, type TestTensor } from './tensors';

/** One run of the reference on the closed-form model. */
export interface SamplerCase extends NoiseOptions {
  sampler: SamplerName;
  schedule?: string;
  steps: number | null;
  guidance?: number;
  sigma_min?: number;
  sigma_max?: number;
  order?: 2;
  seeds?: number[];
  source?: 'CPU' | 'NV';
}

/** What kind of sampler a case runs, and so how it is run. */
export type SamplerKind = 'sigma' | 'range' | 'LCM' | 'timestep' | 'Brownian';

const schedule = stableDiffusionSchedule();
const labelOf = (name: string) =>
  SCHEDULER_NAMES.find((label) => label.toLowerCase().replaceAll(' ', '_') === name) as SchedulerName;
const scaled = (latent: Float32Array, scale: number) => latent.map((value) => value * scale);

/** x when each step begins, then the final latent. */
export function statesOf(
  { sample, sigmas, options }: Pick<SamplingPlan, 'sample' | 'sigmas' | 'options'>,
  start: Float32Array,
  draws: (sigma: number, sigma_next: number) => Float32Array,
  answer: (call: DenoiserCall) => Float32Array = answered,
): Float32Array[] {
  const states: Float32Array[] = [];
  const run = sample(start, sigmas, { ...options, noise: draws });
  let last = -1;
  let call = run.next();
  while (!call.done) {
    if (call.value.i !== last) states.push(call.value.x.slice());
    last = call.value.i;
    call = run.next(answer(call.value));
  }
  return [...states, call.value];
}

/** LCM as if its model had been distilled on no levels at all: a time so large that nothing is mixed in. */
function lcmOnAllLevels(scheduler: SchedulerName, steps: number) {
  const { sigmas } = planSampling('Euler', scheduler, steps, schedule);
  return { sample: sampleLcm(() => 999), sigmas, options: { eta: 0 }, initialScale: sigmas[0]! };
}

/** A plan's states in units of unit variance, as the reference has them for timestep samplers. */
const narrowed = (states: Float32Array[], { sigmas }: SamplingPlan): Float32Array[] =>
  states.map((x, i) => (i === states.length - 1 ? x : scaled(x, 1 / Math.sqrt(1 + sigmas[i]! ** 2))));

/** Relative L2 of each state; one infinity when there are more or fewer of them than expected. */
function errors(states: Float32Array[], wanted: Float32Array): number[] {
  const n = states[0]!.length;
  if (wanted.length !== states.length * n) return [Number.POSITIVE_INFINITY];
  return states.map((state, i) => relativeError(state, wanted.subarray(i * n, (i + 1) * n)));
}

/** The golden runs of samplers on a model that is a formula, and how far ours are from them. */
export class GoldenSamplers {
  readonly x0: Float32Array;
  readonly #noise: Float32Array;

  private constructor(
    readonly cases: ReadonlyMap<string, SamplerCase>,
    readonly tensors: Map<string, TestTensor>,
  ) {
    this.x0 = floats(tensors, 'x0').data;
    this.#noise = floats(tensors, 'noise').data;
  }

  static async read(): Promise<GoldenSamplers> {
    const { cases } = JSON.parse(readFileSync(golden('samplers.json'), 'utf8')) as {
      cases: Record<string, SamplerCase>;
    };
    // The Brownian tree's own case is no run of a sampler.
    const runs = Object.entries(cases).filter(([, { sampler }]) => sampler);
    return new GoldenSamplers(new Map(runs), await readTensors(golden('samplers.safetensors')));
  }

  static kind(key: string): SamplerKind {
    if (key.startsWith('brownian ')) return 'Brownian';
    if (key.startsWith('LCM model')) return 'LCM';
    if (/^DPM (fast|adaptive)/.test(key)) return 'range';
    return /^(DDIM|PLMS|UniPC)/.test(key) ? 'timestep' : 'sigma';
  }

  /** Keys of all runs of a kind. */
  keys(kind: SamplerKind): string[] {
    return [...this.cases.keys()].filter((key) => GoldenSamplers.kind(key) === kind);
  }

  /** Relative L2 between ours and the reference, at every state of the run that both have. */
  errors(key: string): number[] {
    const run = this.cases.get(key)!;
    switch (GoldenSamplers.kind(key)) {
      case 'sigma':
        return this.#sigma(key, run);
      case 'range':
        return this.#range(key, run);
      case 'LCM':
        return this.#lcm(key, run);
      case 'timestep':
        return this.#timestep(key, run);
      case 'Brownian':
        return this.#brownian(key, run);
    }
  }

  #wanted(key: string): Float32Array {
    return this.tensors.get(key)!.data as Float32Array;
  }

  /** The stored draws, one after another. */
  #draws() {
    const { length } = this.x0;
    let draw = 0;
    return () => this.#noise.subarray(draw * length, ++draw * length);
  }

  #sigma(key: string, { sampler, schedule: scheduler, steps, ...options }: SamplerCase): number[] {
    const plan =
      sampler === 'LCM'
        ? lcmOnAllLevels(labelOf(scheduler!), steps!)
        : planSampling(sampler, labelOf(scheduler!), steps!, schedule, { noise: options });
    // The reference program lets a request set fewer options than the sampler has.
    const all = { ...plan, options: { ...plan.options, ...options } };
    return errors(statesOf(all, scaled(this.x0, plan.initialScale), this.#draws()), this.#wanted(key));
  }

  #range(key: string, { steps, sigma_min, sigma_max, order, ...options }: SamplerCase): number[] {
    const plan = planSampling(options.sampler, 'Karras', steps ?? 10, schedule, { noise: options });
    const own = {
      sample: order ? dpmAdaptive(10, order) : plan.sample,
      sigmas: Float64Array.of(sigma_max!, sigma_min!),
      options: { eta: 0, ...options },
    };
    const states = statesOf(own, scaled(this.x0, sigma_max!), this.#draws());
    if (options.sampler === 'DPM fast' && plan.steps === states.length - 1) {
      return errors(states, this.#wanted(key));
    }
    if (options.sampler === 'DPM fast') return [Number.POSITIVE_INFINITY];
    // The reference also lists tries that were not accepted, and ours has no state for each.
    return errors(states.slice(-1), this.#wanted(key).slice(-this.x0.length));
  }

  #lcm(key: string, { schedule: scheduler, steps }: SamplerCase): number[] {
    const plan = planSampling('LCM', labelOf(scheduler!), steps!, schedule);
    const answer = ({ x, sigma, timestep }: DenoiserCall) => {
      const level = schedule.sigmas[timestep!]!;
      const wide = scaled(x, Math.sqrt((1 + level ** 2) / (1 + sigma ** 2)));
      const denoised = closedForm(wide, level);
      return x.map((value, k) => value - (sigma * (wide[k]! - denoised[k]!)) / level);
    };
    const start = scaled(this.x0, plan.initialScale);
    return errors(statesOf(plan, start, this.#draws(), answer), this.#wanted(key));
  }

  #timestep(key: string, { sampler, steps, guidance, ...rest }: SamplerCase): number[] {
    const from = / (\d+) of /.exec(key)?.[1];
    const plan = planSampling(sampler, 'Automatic', steps!, schedule, {
      noise: rest,
      ...(from ? { from: Number(from) } : {}),
    });
    const start = scaled(this.x0, Math.sqrt(1 + plan.sigmas[0]! ** 2));
    const states = statesOf(plan, start, this.#draws(), (call) => answered(call, guidance));
    // UniPC corrects a latent after it was asked about; what shows of it is the last.
    return sampler === 'UniPC'
      ? errors(states.slice(-1), this.#wanted(key).slice(-this.x0.length))
      : errors(narrowed(states, plan), this.#wanted(key));
  }

  /** Several pictures with noise of their own seeds; the reference's states have a row for each. */
  #brownian(key: string, { sampler, schedule: scheduler, steps, source, seeds }: SamplerCase): number[] {
    const plan = planSampling(sampler, labelOf(scheduler!), steps ?? 10, schedule);
    const wanted = this.#wanted(key);
    const starts = floats(this.tensors, 'brownian.x0').data;
    const rows = seeds!.length;
    const n = starts.length / rows;
    return seeds!.flatMap((seed, row) => {
      const own = new PictureNoise({ seed, noiseSource: source! }, [4, 2, 4], plan.brownian);
      const start = scaled(starts.slice(row * n, (row + 1) * n), plan.initialScale);
      const states = statesOf(plan, start, (...call) => own.next(...call));
      const ofRow = states.flatMap((_, i) => [
        ...wanted.slice((i * rows + row) * n, (i * rows + row + 1) * n),
      ]);
      return errors(states, Float32Array.from(ofRow));
    });
  }
}
