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

type Runnable = Pick<SamplingPlan, 'sample' | 'sigmas' | 'options'>;
type Draws = (sigma: number, sigma_next: number) => Float32Array;

/** Every x that the model is asked about, then the final latent; `steps` says which step asked. */
function runOf(
  { sample, sigmas, options }: Runnable,
  start: Float32Array,
  noise: Draws,
  answer: (call: DenoiserCall) => Float32Array,
): { states: Float32Array[]; steps: number[] } {
  const states: Float32Array[] = [];
  const steps: number[] = [];
  const run = sample(start, sigmas, { ...options, noise });
  let call = run.next();
  while (!call.done) {
    states.push(call.value.x.slice());
    steps.push(call.value.i);
    call = run.next(answer(call.value));
  }
  return { states: [...states, call.value], steps };
}

/** x when each step begins, then the final latent. */
export function statesOf(
  run: Runnable,
  start: Float32Array,
  draws: Draws,
  answer: (call: DenoiserCall) => Float32Array = answered,
): Float32Array[] {
  const { states, steps } = runOf(run, start, draws, answer);
  return states.filter((_, k) => k === steps.length || steps[k] !== steps[k - 1]);
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

  /** DPM fast and adaptive, which know only the ends of their way. */
  #rangeRun({ steps, sigma_min, sigma_max, order, ...options }: SamplerCase) {
    const plan = planSampling(options.sampler, 'Karras', steps ?? 10, schedule, { noise: options });
    const run = {
      sample: order ? dpmAdaptive(10, order) : plan.sample,
      sigmas: Float64Array.of(sigma_max!, sigma_min!),
      options: { eta: 0, ...options },
    };
    return { run, start: scaled(this.x0, sigma_max!), steps: plan.steps };
  }

  #range(key: string, golden: SamplerCase): number[] {
    const { run, start, steps } = this.#rangeRun(golden);
    const states = statesOf(run, start, this.#draws());
    if (golden.sampler === 'DPM fast') {
      return steps === states.length - 1 ? errors(states, this.#wanted(key)) : [Number.POSITIVE_INFINITY];
    }
    return errors(states.slice(-1), this.#wanted(key).slice(-this.x0.length));
  }

  /**
   * DPM adaptive before every try, accepted or not. Its steps are as long as the difference of two latents allows; where
   * that is nearly nothing, the last bits of float32 decide the fourth digit of the length, in the reference as here.
   */
  tryErrors(key: string): number[] {
    const golden = this.cases.get(key)!;
    const { run, start } = this.#rangeRun(golden);
    const { states } = runOf(run, start, this.#draws(), answered);
    // A try asks as often as its order says, first about the x it begins with.
    const begun = states.slice(0, -1).filter((_, k) => k % (golden.order ?? 3) === 0);
    return errors([...begun, states.at(-1)!], this.#wanted(key));
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
    const own = narrowed(states, plan);
    if (sampler !== 'UniPC') return errors(own, this.#wanted(key));
    // UniPC corrects a latent after it was asked about; what shows of it is what it asks, and the last.
    return [
      ...errors(own.slice(0, -1), this.#wanted(`${key} | asked`)),
      ...errors(own.slice(-1), this.#wanted(key).slice(-this.x0.length)),
    ];
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
