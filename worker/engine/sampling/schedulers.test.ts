import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { golden } from '../testing/paths';
import { readTensors } from '../testing/tensors';
import { alphasCumprod, distilledSchedule, stableDiffusionSchedule, zeroTerminalSnr } from './noise-schedule';
import { planSampling } from './plan';
import type { SamplerName } from './samplers';
import { SCHEDULER_NAMES, SCHEDULERS, type SchedulerName, walkedTimesteps } from './schedulers';

const schedule = stableDiffusionSchedule();
const { sigmas: wanted } = JSON.parse(readFileSync(golden('samplers.json'), 'utf8')) as {
  sigmas: Record<string, Record<string, number[]>>;
};
const keyOf = (label: string) => label.toLowerCase().replaceAll(' ', '_');
const CONCRETE = SCHEDULER_NAMES.filter((name) => name !== 'Automatic');

function expectClose(actual: Float64Array, expected: number[], name: string): void {
  expect(actual, name).toHaveLength(expected.length);
  expected.forEach((sigma, i) => {
    expect(Math.abs(actual[i]! - sigma), `${name} [${i}]`).toBeLessThanOrEqual(3e-6 * sigma);
  });
}

describe('noise levels', () => {
  it.each(CONCRETE)('%s equal those of the reference', (label) => {
    const cases = Object.entries(wanted[`sd ${keyOf(label)}`]!).filter(([steps]) => /^\d+$/.test(steps));
    expect(cases.length).toBeGreaterThan(6);
    for (const [steps, expected] of cases) {
      expectClose(SCHEDULERS[label](schedule, Number(steps), 'sd'), expected, `${label} ${steps}`);
    }
  });

  it.each(CONCRETE)('%s without the last but one, for DPM2', (label) => {
    for (const [key, expected] of Object.entries(wanted[`sd ${keyOf(label)}`]!)) {
      const steps = /^(\d+) discard$/.exec(key)?.[1];
      if (steps) expectClose(planSampling('DPM2', label, Number(steps), schedule).sigmas, expected, key);
    }
  });

  it('has other published levels for SDXL', () => {
    for (const [key, expected] of Object.entries(wanted['sdxl align_your_steps']!)) {
      const [steps, discard] = key.split(' ');
      const sampler: SamplerName = discard ? 'DPM2' : 'Euler';
      const options = { family: 'sdxl' } as const;
      const { sigmas } = planSampling(sampler, 'Align Your Steps', Number(steps), schedule, options);
      expectClose(sigmas, expected, key);
    }
  });

  it('has the bits of the reference where Brownian noise depends on them', () => {
    for (const label of ['Karras', 'Exponential'] as const) {
      for (const [steps, expected] of Object.entries(wanted[`sd ${keyOf(label)}`]!)) {
        if (/^\d+$/.test(steps)) {
          expect([...SCHEDULERS[label](schedule, Number(steps), 'sd')]).toEqual(expected);
        }
      }
    }
  });

  it.each(CONCRETE)('%s fall at any number of steps', (label) => {
    for (let steps = 1; steps <= 150; steps++) {
      const sigmas = SCHEDULERS[label](schedule, steps, 'sd');
      expect(sigmas.length).toBeGreaterThan(1);
      sigmas.forEach((sigma, i) => {
        expect(Number.isFinite(sigma) && (i === 0 || sigma < sigmas[i - 1]!), `${steps} [${i}]`).toBe(true);
      });
    }
  });
});

describe('timesteps', () => {
  it('find the way back, also between them and beyond the ends', () => {
    for (const t of [0, 1, 51, 951, 999]) expect(schedule.sigmaToTimestep(schedule.sigmas[t]!)).toBe(t);
    for (const t of [0.25, 526.3157, 998.9]) {
      expect(Math.abs(schedule.sigmaToTimestep(schedule.timestepToSigma(t)) - t)).toBeLessThan(1e-4);
    }
    expect(schedule.sigmaToTimestep(1e-9)).toBe(0);
    expect(schedule.sigmaToTimestep(1e9)).toBe(999);
  });

  it('are every (1000 // n)-th, plus 1, for DDIM', () => {
    expect(walkedTimesteps(schedule, 5)).toEqual([1, 201, 401, 601, 801]);
    expect(walkedTimesteps(schedule, 3)).toEqual([1, 334, 667, 999]);
    expect(walkedTimesteps(schedule, 1)).toEqual([1]);
    const { sigmas } = planSampling('DDIM', 'Karras', 20, schedule);
    expect([...sigmas].map((sigma) => schedule.sigmaToTimestep(sigma))).toEqual([
      951, 901, 851, 801, 751, 701, 651, 601, 551, 501, 451, 401, 351, 301, 251, 201, 151, 101, 51, 1,
    ]);
    expect(planSampling('DDIM', 'Karras', 1, schedule).steps).toBe(1);
  });

  it('are the 50 that latent consistency models know, the lower in a tie', () => {
    const distilled = distilledSchedule(schedule);
    expect(distilled.sigmas).toHaveLength(50);
    for (const t of [19, 39, 519, 999]) expect(distilled.sigmaToTimestep(schedule.sigmas[t]!)).toBe(t);
    expect(distilled.sigmaToTimestep(distilled.timestepToSigma(509))).toBe(499);
    expect(distilled.sigmaToTimestep(0.001)).toBe(19);
    expect(distilled.timestepToSigma(5)).toBeCloseTo(distilled.sigmas[0]!, 6);
  });
});

it('has the alphas of the reference, also rescaled to zero terminal SNR', async () => {
  const tensors = await readTensors(golden('samplers.safetensors'));
  expect([...alphasCumprod()]).toEqual([...tensors.get('alphas_cumprod')!.data]);
  const rescaled = tensors.get('alphas_cumprod.zero_terminal_snr')!.data as Float32Array;
  zeroTerminalSnr(alphasCumprod()).forEach((alpha, t) => {
    expect(Math.abs(alpha - rescaled[t]!)).toBeLessThanOrEqual(4e-6 * rescaled[t]!);
  });
  const { sigmas } = stableDiffusionSchedule(rescaled);
  expect(sigmas.at(-1)).toBeCloseTo(4518.75, 0);
});

describe('plans', () => {
  const sigmasOf = (sampler: SamplerName, scheduler: SchedulerName) =>
    planSampling(sampler, scheduler, 7, schedule).sigmas;

  it('take the sampler’s own schedule when the choice is automatic', () => {
    expect(sigmasOf('DPM++ 2M', 'Automatic')).toEqual(sigmasOf('Euler', 'Karras'));
    expect(sigmasOf('Euler', 'Automatic')).toEqual(sigmasOf('DPM++ 2M', 'Uniform'));
    expect(sigmasOf('DPM++ 2M SDE', 'Automatic')).toEqual(sigmasOf('Euler', 'Exponential'));
  });

  it('count two evaluations a step for samplers of second order', () => {
    const of = (name: SamplerName) => planSampling(name, 'Automatic', 5, schedule).evaluationsPerStep;
    expect([of('Heun'), of('DPM++ SDE'), of('Restart'), of('Euler'), of('DPM++ 2M')]).toEqual([
      2, 2, 2, 1, 1,
    ]);
  });

  it('let a request set only what the reference does', () => {
    const noise = { eta: 0.5, s_churn: 2, s_tmin: 0.1, s_tmax: 0, s_noise: 1.1 };
    const of = (name: SamplerName) => planSampling(name, 'Automatic', 5, schedule, { noise }).options;
    expect(of('Euler')).toEqual({ ...noise, s_tmax: Number.POSITIVE_INFINITY });
    expect(of('DPM++ SDE')).toEqual({ eta: 0.5, s_noise: 1.1 });
    expect(of('Euler a')).toEqual({ eta: 0.5 });
    expect(planSampling('Euler a', 'Automatic', 5, schedule).options).toEqual({ eta: 1 });
  });

  it('begin in the middle for a picture made from another', () => {
    const whole = planSampling('Euler', 'Karras', 20, schedule);
    const part = planSampling('Euler', 'Karras', 20, schedule, { from: 9 });
    expect([...part.sigmas]).toEqual([...whole.sigmas.slice(10)]);
    expect(part).toMatchObject({ steps: 10, originalScale: 1, initialScale: whole.sigmas[10] });
    expect(whole.originalScale).toBe(0);
  });

  it('noise the original for DDIM to the first timestep that is left out', () => {
    const { sigmas, steps, initialScale, originalScale } = planSampling('DDIM', 'Automatic', 20, schedule, {
      from: 10,
    });
    expect(steps).toBe(9);
    const [alpha, noised] = [sigmas[0]!, schedule.sigmas[501]!].map((sigma) => 1 / (1 + sigma ** 2));
    expect(originalScale * Math.sqrt(alpha!)).toBeCloseTo(Math.sqrt(noised!), 12);
    expect(initialScale * Math.sqrt(alpha!)).toBeCloseTo(Math.sqrt(1 - noised!), 12);
    expect(planSampling('DDIM', 'Automatic', 20, schedule, { from: 0 })).toMatchObject({
      steps: 0,
      originalScale: 1,
    });
  });

  it('keep the Brownian range of the whole schedule', () => {
    const whole = planSampling('DPM++ 2M SDE', 'Karras', 20, schedule);
    const part = planSampling('DPM++ 2M SDE', 'Karras', 20, schedule, { from: 4 });
    expect(part.brownian).toEqual(whole.brownian);
    expect(planSampling('Euler a', 'Karras', 20, schedule).brownian).toBeUndefined();
  });

  it('give DPM fast and adaptive the range of the model, or of what is left', () => {
    const whole = planSampling('DPM fast', 'Karras', 10, schedule);
    expect([...whole.sigmas]).toEqual([schedule.sigmas[999], schedule.sigmas[0]]);
    expect(whole.steps).toBe(4);
    const karras = planSampling('Euler', 'Karras', 10, schedule).sigmas;
    const part = planSampling('DPM adaptive', 'Karras', 10, schedule, { from: 4 });
    expect([...part.sigmas]).toEqual([karras[5], karras[9]]);
    expect(planSampling('DPM fast', 'Karras', 10, schedule, { from: 0 }).steps).toBe(1);
  });
});
