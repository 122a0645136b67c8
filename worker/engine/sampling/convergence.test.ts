import { describe, expect, it } from 'vitest';
import { answered } from '../testing/closed-form';
import { relativeError } from '../testing/tensors';
import { dpmAdaptive } from './dpm-adaptive';
import { dpmFast, fastOrders } from './dpm-fast';
import { sampleHeun } from './heun';
import { stableDiffusionSchedule } from './noise-schedule';
import type { Sampler } from './sampler';
import { SAMPLERS, type SamplerEntry, type SamplerName } from './samplers';

const schedule = stableDiffusionSchedule();
const START = Float32Array.from({ length: 24 }, (_, k) => 10 * Math.sin(7 * k + 1));
const none = () => new Float32Array(START.length);

/** Evenly falling in log sigma from 10 to 0.2; samplers that go to 0 jump there in the end whatever the steps. */
const levels = (n: number) => Float64Array.from({ length: n + 1 }, (_, i) => 10 * 0.02 ** (i / n));

function ended(sample: Sampler, sigmas: Float64Array, eta = 0): { x: Float32Array; evaluations: number } {
  const run = sample(START, sigmas, { eta, noise: none });
  let evaluations = 0;
  let call = run.next();
  while (!call.done) {
    evaluations++;
    call = run.next(answered(call.value));
  }
  return { x: call.value, evaluations };
}

const exact = ended(sampleHeun, levels(4096)).x;

/** How far off after n steps; samplers of unit variance end narrower. */
function errorAfter(name: SamplerName, n: number): number {
  const entry: SamplerEntry = SAMPLERS[name];
  const { x } = ended(entry.sampler(n, schedule), levels(n));
  const width = entry.walks === 'timesteps' ? Math.sqrt(1 + 0.2 ** 2) : 1;
  return relativeError(
    x.map((value) => value * width),
    exact,
  );
}

describe('without noise, samplers follow the probability flow', () => {
  it.each<[SamplerName, order: number]>([
    ['Euler', 1],
    ['Euler a', 1],
    ['DDIM', 1],
    ['Heun', 2],
    ['DPM2', 2],
    ['DPM2 a', 2],
    ['DPM++ 2S a', 2],
    ['DPM++ 2M', 2],
    ['DPM++ SDE', 2],
    ['DPM++ 2M SDE', 2],
    ['DPM++ 2M SDE Heun', 2],
    ['LMS', 2],
    ['PLMS', 2],
    ['DPM++ 3M SDE', 2],
    ['UniPC', 2],
  ])('%s with order %i at least', (name, order) => {
    const [coarse, fine] = [errorAfter(name, 32), errorAfter(name, 128)];
    expect(coarse).toBeLessThan(0.1);
    expect(Math.log2(coarse / fine) / 2).toBeGreaterThan(order - 0.25);
  });

  it('DPM fast with order 3, where its last step is not of order 1', () => {
    const error = (n: number) => relativeError(ended(dpmFast(n), levels(1)).x, exact);
    expect(Math.log2(error(26) / error(98)) / Math.log2(98 / 26)).toBeGreaterThan(2.4);
    expect(Math.log2(error(24) / error(96)) / 2).toBeGreaterThan(1.7);
  });

  it('DPM adaptive as closely as it promises', () => {
    for (const order of [2, 3] as const) {
      const { x, evaluations } = ended(dpmAdaptive(10, order), levels(1));
      expect(relativeError(x, exact)).toBeLessThan(0.05);
      expect(evaluations).toBeLessThan(40);
    }
  });
});

describe('DPM fast', () => {
  it('spends the evaluations it is given', () => {
    for (let n = 1; n <= 40; n++) {
      expect(
        fastOrders(n).reduce((sum, order) => sum + order, 0),
        `${n}`,
      ).toBe(n);
      expect(ended(dpmFast(n), levels(1)).evaluations).toBe(n);
    }
    expect(fastOrders(3)).toEqual([2, 1]);
    expect(fastOrders(8)).toEqual([3, 3, 2]);
  });
});
