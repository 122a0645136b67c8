import { beforeAll, describe, expect, it } from 'vitest';
import { golden } from '../testing/paths';
import { floats, readTensors, relativeError, type TestTensor } from '../testing/tensors';
import { stableDiffusionSchedule } from './noise-schedule';
import { planSampling, type SamplerName, type SamplingPlan } from './samplers';
import type { SchedulerName } from './schedulers';

const schedule = stableDiffusionSchedule();

/** What a perfect network would answer for Gaussian data of deviation s, bent by a sine; see golden/model.py. */
function closedForm(x: Float32Array, sigma: number): Float32Array {
  const [s, a, b] = [0.9, 0.25, 1.7];
  return x.map(
    (x_k) => (x_k * s * s) / (sigma ** 2 + s * s) + a * Math.sin((b * x_k) / Math.sqrt(sigma ** 2 + s * s)),
  );
}

/** The final latent when the closed form stands in for the network. */
function drawn(
  { sample, sigmas, eta, initialScale }: SamplingPlan,
  start: Float32Array,
  draws: Float32Array[],
) {
  let draw = 0;
  const sampler = sample(
    start.map((value) => value * initialScale),
    sigmas,
    { eta, noise: () => draws[draw++]! },
  );
  let step = sampler.next();
  while (!step.done) step = sampler.next(closedForm(step.value.x, step.value.sigma));
  return step.value;
}

describe('samplers, against the reference on a closed-form model', () => {
  let tensors: Map<string, TestTensor>;
  let x0: Float32Array;
  let draws: Float32Array[];

  beforeAll(async () => {
    tensors = await readTensors(golden('samplers.safetensors'));
    x0 = floats(tensors, 'x0').data;
    const noise = floats(tensors, 'noise').data;
    draws = Array.from({ length: noise.length / x0.length }, (_, k) =>
      noise.subarray(k * x0.length, (k + 1) * x0.length),
    );
  });

  it.each<[string, SamplerName, SchedulerName, number, number | undefined]>([
    ['Euler | uniform | 10', 'Euler', 'Uniform', 10, undefined],
    ['Euler | karras | 10', 'Euler', 'Karras', 10, undefined],
    ['Euler | exponential | 10', 'Euler', 'Exponential', 10, undefined],
    ['Euler a | uniform | 10', 'Euler a', 'Automatic', 10, undefined],
    ['Euler a | karras | 10', 'Euler a', 'Karras', 10, 1],
    ['Euler a | uniform | 10 eta=0', 'Euler a', 'Uniform', 10, 0],
    ['Euler a | uniform | 10 eta=0.5', 'Euler a', 'Uniform', 10, 0.5],
    ['DPM++ 2M | uniform | 10', 'DPM++ 2M', 'Uniform', 10, undefined],
    ['DPM++ 2M | karras | 10', 'DPM++ 2M', 'Automatic', 10, undefined],
    ['DPM++ 2M | exponential | 10', 'DPM++ 2M', 'Exponential', 10, undefined],
    ['DPM++ 2M | karras | 1', 'DPM++ 2M', 'Karras', 1, undefined],
    ['DPM++ 2M | karras | 2', 'DPM++ 2M', 'Karras', 2, undefined],
    ['DDIM | 5 eta=0', 'DDIM', 'Automatic', 5, undefined],
    ['DDIM | 7 eta=0.7', 'DDIM', 'Automatic', 7, 0.7],
    ['DDIM | 20 eta=0', 'DDIM', 'Automatic', 20, undefined],
    ['DDIM | 20 eta=0.7', 'DDIM', 'Automatic', 20, 0.7],
    ['DDIM | 25 eta=0.7', 'DDIM', 'Karras', 25, 0.7],
  ])('%s', (name, sampler, scheduler, steps, eta) => {
    const states = tensors.get(name)!.data as Float32Array;
    const final = drawn(planSampling(sampler, scheduler, steps, schedule, eta), x0, draws);
    expect(relativeError(final, states.subarray(-x0.length))).toBeLessThan(1e-5);
  });

  it('DPM++ 2M converges with order 2: four times the steps, a sixteenth of the error', () => {
    const sigmas = (n: number) => Float64Array.from({ length: n + 1 }, (_, i) => 10 * 0.02 ** (i / n));
    const at = (n: number) => {
      const plan = planSampling('DPM++ 2M', 'Karras', n, schedule);
      return drawn({ ...plan, sigmas: sigmas(n), initialScale: 10 }, x0, []);
    };
    const exact = at(4096);
    const [coarse, fine] = [relativeError(at(16), exact), relativeError(at(64), exact)];
    expect(coarse / fine).toBeGreaterThan(10);
    expect(coarse / fine).toBeLessThan(26);
  });
});
