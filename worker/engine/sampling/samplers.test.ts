import { describe, expect, it } from 'vitest';
import { answered } from '../testing/closed-form';
import { GoldenSamplers, statesOf } from '../testing/golden-samplers';
import { relativeError } from '../testing/tensors';
import { stableDiffusionSchedule } from './noise-schedule';
import { planSampling } from './plan';
import { SAMPLER_NAMES } from './samplers';
import { SCHEDULER_NAMES } from './schedulers';

const schedule = stableDiffusionSchedule();
const reference = await GoldenSamplers.read();
const { x0 } = reference;
const scaled = (latent: Float32Array, scale: number) => latent.map((value) => value * scale);

function expectClose(key: string) {
  reference.errors(key).forEach((error, i) => {
    expect(error, `${key}, state ${i}`).toBeLessThan(1e-4);
  });
}

describe('samplers, against the reference on a closed-form model at every step', () => {
  const sigmaKeys = reference.keys('sigma');
  const samplerOf = (key: string) => reference.cases.get(key)!.sampler;

  it.each(SAMPLER_NAMES.filter((name) => sigmaKeys.some((key) => samplerOf(key) === name)))(
    '%s under every schedule, and with its options',
    (name) => {
      const own = sigmaKeys.filter((key) => samplerOf(key) === name);
      expect(own.length).toBeGreaterThanOrEqual(12);
      own.forEach(expectClose);
    },
  );

  it.each(reference.keys('range'))('%s', expectClose);
  it.each(reference.keys('range').filter((key) => samplerOf(key) === 'DPM adaptive'))(
    '%s: every try, accepted or not',
    (key) => {
      const errors = reference.tryErrors(key);
      expect(errors.length).toBeGreaterThan(8);
      // Measured: changing the last bits of the first latent moves our own tries by up to 6e-4.
      for (const error of errors) expect(error).toBeLessThan(1e-3);
    },
  );
  it.each(reference.keys('LCM'))('%s', expectClose);
  it.each(reference.keys('timestep'))('%s', expectClose);
  it.each(reference.keys('Brownian'))('%s: its own noise and trajectory', expectClose);
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
      return statesOf({ ...plan, sigmas }, scaled(x0, 10), () => x0).at(-1)!;
    };
    const exact = at(4096);
    const [coarse, fine] = [relativeError(at(16), exact), relativeError(at(64), exact)];
    expect(coarse / fine).toBeGreaterThan(10);
    expect(coarse / fine).toBeLessThan(26);
  });
});
