import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { answered, closedForm } from '../testing/closed-form';
import { golden } from '../testing/paths';
import { floats, readTensors, relativeError, type TestTensor } from '../testing/tensors';
import { dpmAdaptive } from './dpm-adaptive';
import { sampleLcm } from './lcm';
import { stableDiffusionSchedule } from './noise-schedule';
import { PictureNoise } from './picture-noise';
import { type NoiseOptions, planSampling, type SamplingPlan } from './plan';
import type { DenoiserCall } from './sampler';
import { SAMPLER_NAMES, type SamplerName } from './samplers';
import { SCHEDULER_NAMES, type SchedulerName } from './schedulers';

interface Case extends NoiseOptions {
  sampler: SamplerName;
  schedule?: string;
  steps: number | null;
  timesteps?: number[];
  guidance?: number;
  sigma_min?: number;
  sigma_max?: number;
  order?: 2;
  start?: number;
  seeds?: number[];
  source?: 'CPU' | 'NV';
  calls?: [number, number][];
  ends?: [number, number];
}

const cases = Object.entries(
  (JSON.parse(readFileSync(golden('samplers.json'), 'utf8')) as { cases: Record<string, Case> }).cases,
);
const schedule = stableDiffusionSchedule();
const labelOf = (name: string) =>
  SCHEDULER_NAMES.find((label) => label.toLowerCase().replaceAll(' ', '_') === name) as SchedulerName;
const casesOf = (start: RegExp) => cases.filter(([key]) => start.test(key));

let tensors: Map<string, TestTensor>;
let x0: Float32Array;
let noise: Float32Array;

beforeAll(async () => {
  tensors = await readTensors(golden('samplers.safetensors'));
  x0 = floats(tensors, 'x0').data;
  noise = floats(tensors, 'noise').data;
});

/** The stored draws, one after another. */
function storedDraws() {
  let draw = 0;
  return () => noise.subarray(draw * x0.length, ++draw * x0.length);
}

/** x when each step begins, then the final latent. */
function statesOf(
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

function expectStates(key: string, states: Float32Array[], wanted = tensors.get(key)!.data as Float32Array) {
  const n = states[0]!.length;
  expect(states.length, key).toBe(wanted.length / n);
  states.forEach((state, i) => {
    expect(relativeError(state, wanted.subarray(i * n, (i + 1) * n)), `${key}, step ${i}`).toBeLessThan(1e-4);
  });
}

/** LCM as if its model had been distilled on no levels at all: a time so large that nothing is mixed in. */
function lcmOnAllLevels(scheduler: SchedulerName, steps: number) {
  const { sigmas } = planSampling('Euler', scheduler, steps, schedule);
  return { sample: sampleLcm(() => 999), sigmas, options: { eta: 0 }, initialScale: sigmas[0]! };
}

const scaled = (latent: Float32Array, scale: number) => latent.map((value) => value * scale);

/** A plan's states in units of unit variance, as the reference has them for timestep samplers. */
function narrowed(states: Float32Array[], { sigmas }: SamplingPlan): Float32Array[] {
  return states.map((x, i) => (i === states.length - 1 ? x : scaled(x, 1 / Math.sqrt(1 + sigmas[i]! ** 2))));
}

describe('samplers, against the reference on a closed-form model at every step', () => {
  const sigmaCases = casesOf(/^(?!DPM (fast|adaptive)|LCM model|DDIM|PLMS|UniPC|brownian)/);

  it.each(SAMPLER_NAMES.filter((name) => sigmaCases.some(([, { sampler }]) => sampler === name)))(
    '%s under every schedule, and with its options',
    (name) => {
      const own = sigmaCases.filter(([, { sampler }]) => sampler === name);
      expect(own.length).toBeGreaterThanOrEqual(12);
      for (const [key, { schedule: scheduler, steps, ...options }] of own) {
        const plan =
          name === 'LCM'
            ? lcmOnAllLevels(labelOf(scheduler!), steps!)
            : planSampling(name, labelOf(scheduler!), steps!, schedule, { noise: options });
        const start = scaled(x0, plan.initialScale);
        // The reference program lets a request set fewer options than the sampler has.
        const all = { ...plan, options: { ...plan.options, ...options } };
        expectStates(key, statesOf(all, start, storedDraws()));
      }
    },
  );

  it.each(casesOf(/^DPM (fast|adaptive)/))(
    '%s',
    (key, { steps, sigma_min, sigma_max, order, ...options }) => {
      const plan = planSampling(options.sampler, 'Karras', steps ?? 10, schedule, { noise: options });
      const sample = order ? dpmAdaptive(10, order) : plan.sample;
      const own = {
        sample,
        sigmas: Float64Array.of(sigma_max!, sigma_min!),
        options: { eta: 0, ...options },
      };
      const states = statesOf(own, scaled(x0, sigma_max!), storedDraws());
      if (options.sampler === 'DPM fast') {
        expectStates(key, states);
        expect(plan.steps).toBe(states.length - 1);
        return;
      }
      // The reference also lists tries that were not accepted, and ours has no state for each.
      const wanted = tensors.get(key)!.data as Float32Array;
      expect(relativeError(states.at(-1)!, wanted.subarray(-x0.length))).toBeLessThan(1e-4);
    },
  );

  it.each(casesOf(/^LCM model/))('%s', (key, { schedule: scheduler, steps }) => {
    const plan = planSampling('LCM', labelOf(scheduler!), steps!, schedule);
    const answer = ({ x, sigma, timestep }: DenoiserCall) => {
      const level = schedule.sigmas[timestep!]!;
      const wide = scaled(x, Math.sqrt((1 + level ** 2) / (1 + sigma ** 2)));
      const denoised = closedForm(wide, level);
      return x.map((value, k) => value - (sigma * (wide[k]! - denoised[k]!)) / level);
    };
    expectStates(key, statesOf(plan, scaled(x0, plan.initialScale), storedDraws(), answer));
  });

  it.each(casesOf(/^(DDIM|DDIM CFG\+\+|PLMS|UniPC)( img2img)? \|/))(
    '%s',
    (key, { sampler, steps, guidance, ...rest }) => {
      const from = / (\d+) of /.exec(key)?.[1];
      const plan = planSampling(sampler, 'Automatic', steps!, schedule, {
        noise: rest,
        ...(from ? { from: Number(from) } : {}),
      });
      const width = Math.sqrt(1 + plan.sigmas[0]! ** 2);
      const states = statesOf(plan, scaled(x0, width), storedDraws(), (call) => answered(call, guidance));
      // UniPC corrects a latent after it was asked about; what shows of it is the last.
      if (sampler === 'UniPC')
        expectStates(key, states.slice(-1), (tensors.get(key)!.data as Float32Array).slice(-x0.length));
      else expectStates(key, narrowed(states, plan));
    },
  );

  it.each(casesOf(/^brownian (CPU|NV)/))(
    '%s: its own noise and trajectory',
    (key, { sampler, schedule: scheduler, steps, source, seeds }) => {
      const plan = planSampling(sampler, labelOf(scheduler!), steps ?? 10, schedule);
      const wanted = tensors.get(key)!.data as Float32Array;
      const starts = floats(tensors, 'brownian.x0').data;
      const n = starts.length / seeds!.length;
      seeds!.forEach((seed, row) => {
        const own = new PictureNoise({ seed, noiseSource: source! }, [4, 2, 4], plan.brownian);
        const states = statesOf(
          plan,
          scaled(starts.slice(row * n, (row + 1) * n), plan.initialScale),
          (...call) => own.next(...call),
        );
        const rows = states.map((_, i) =>
          wanted.slice((i * seeds!.length + row) * n, (i * seeds!.length + row + 1) * n),
        );
        states.forEach((state, i) => {
          expect(relativeError(state, rows[i]!), `step ${i}`).toBeLessThan(1e-4);
        });
      });
    },
  );
});

describe('samplers at any number of steps', () => {
  it.each(SAMPLER_NAMES)(
    '%s ends in finite numbers under every schedule, from noise and from a picture',
    (name) => {
      for (const scheduler of SCHEDULER_NAMES) {
        for (const [steps, from] of [
          [1],
          [2],
          [3],
          [7],
          [21],
          [40],
          [1, 0],
          [2, 0],
          [7, 3],
          [7, 6],
        ] as const) {
          const plan = planSampling(name, scheduler, steps, schedule, from === undefined ? {} : { from });
          const states = statesOf(plan, scaled(x0, plan.initialScale), (sigma) =>
            scaled(x0, Math.sign(sigma)),
          );
          const label = `${scheduler}, ${steps} steps, from ${from}`;
          expect(states.at(-1)!.every(Number.isFinite), label).toBe(true);
          if (name !== 'DPM adaptive') expect(states.length - 1, label).toBe(plan.steps);
        }
      }
    },
  );

  it('count their steps from 0, one after another', () => {
    for (const name of SAMPLER_NAMES) {
      const plan = planSampling(name, 'Automatic', 24, schedule);
      const run = plan.sample(scaled(x0, plan.initialScale), plan.sigmas, {
        ...plan.options,
        noise: () => x0,
      });
      const steps: number[] = [];
      let call = run.next();
      while (!call.done) {
        steps.push(call.value.i);
        call = run.next(answered(call.value));
      }
      expect(steps[0], name).toBe(0);
      expect(Math.max(...steps), name).toBeLessThan(plan.steps);
      steps.forEach((step, k) => {
        const gain = step - (steps[k - 1] ?? 0);
        expect(gain >= 0 && (gain <= 1 || name === 'DPM adaptive'), name).toBe(true);
      });
    }
  });

  it('DPM++ 2M converges with order 2: four times the steps, a sixteenth of the error', () => {
    const at = (n: number) => {
      const sigmas = Float64Array.from({ length: n + 1 }, (_, i) => 10 * 0.02 ** (i / n));
      const plan = planSampling('DPM++ 2M', 'Karras', n, schedule);
      return statesOf({ ...plan, sigmas }, scaled(x0, 10), storedDraws()).at(-1)!;
    };
    const exact = at(4096);
    const [coarse, fine] = [relativeError(at(16), exact), relativeError(at(64), exact)];
    expect(coarse / fine).toBeGreaterThan(10);
    expect(coarse / fine).toBeLessThan(26);
  });
});
