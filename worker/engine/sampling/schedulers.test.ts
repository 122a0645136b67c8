import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { golden } from '../testing/paths';
import { stableDiffusionSchedule } from './noise-schedule';
import { planSampling, type SamplerName } from './samplers';
import { SCHEDULERS, type SchedulerName, timestepSigmas } from './schedulers';

const schedule = stableDiffusionSchedule();

function expectClose(actual: Float64Array, expected: number[]): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((sigma, i) => {
    expect(Math.abs(actual[i]! - sigma)).toBeLessThanOrEqual(2e-5 * sigma);
  });
}

describe('noise levels', () => {
  it('equal those of the reference', async () => {
    const { sigmas } = JSON.parse(await readFile(golden('samplers.json'), 'utf8')) as {
      sigmas: Record<string, Record<string, number[]>>;
    };
    for (const [name, scheduler] of Object.entries(SCHEDULERS)) {
      const cases = Object.entries(sigmas[`sd ${name.toLowerCase()}`]!);
      for (const [steps, expected] of cases) {
        if (/^\d+$/.test(steps)) expectClose(scheduler(schedule, Number(steps)), expected);
      }
    }
  });

  it('find the way back to timesteps, also between them and beyond the ends', () => {
    for (const t of [0, 1, 51, 951, 999]) expect(schedule.sigmaToTimestep(schedule.sigmas[t]!)).toBe(t);
    for (const t of [0.25, 526.3157, 998.9]) {
      expect(schedule.sigmaToTimestep(schedule.timestepToSigma(t))).toBeCloseTo(t, 8);
    }
    expect(schedule.sigmaToTimestep(1e-9)).toBe(0);
    expect(schedule.sigmaToTimestep(1e9)).toBe(999);
  });

  it('walk over every (1000 // n)-th timestep for DDIM', () => {
    const timesteps = (n: number) =>
      [...timestepSigmas(schedule, n)].map((sigma) => schedule.sigmaToTimestep(sigma));
    expect(timesteps(20)).toEqual([
      951, 901, 851, 801, 751, 701, 651, 601, 551, 501, 451, 401, 351, 301, 251, 201, 151, 101, 51, 1,
    ]);
    expect(timesteps(3)).toEqual([999, 667, 334, 1]);
    expect(timesteps(1)).toEqual([1, 0]);
  });

  it('are Karras for DPM++ 2M and uniform for Euler when the choice is automatic', () => {
    const sigmas = (sampler: SamplerName, scheduler: SchedulerName) =>
      planSampling(sampler, scheduler, 7, schedule).sigmas;
    expect(sigmas('DPM++ 2M', 'Automatic')).toEqual(sigmas('Euler', 'Karras'));
    expect(sigmas('Euler', 'Automatic')).toEqual(sigmas('DPM++ 2M', 'Uniform'));
  });
});
