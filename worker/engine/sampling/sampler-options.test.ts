import { expect, it } from 'vitest';
import golden from '../golden/sampler-options.json';
import { answered } from '../testing/closed-form';
import { stableDiffusionSchedule } from './noise-schedule';
import { planSampling, type ScheduleOptions } from './plan';
import { SCHEDULERS } from './schedulers';
import type { UniPcOptions } from './unipc';
import { alphaOf } from './variance-preserving';

const schedule = stableDiffusionSchedule();

function expectClose(found: ArrayLike<number>, wanted: number[], most: number): void {
  expect(found.length).toBe(wanted.length);
  const scale = Math.max(...wanted.map(Math.abs));
  for (const [k, value] of wanted.entries()) expect(Math.abs(found[k]! - value) / scale).toBeLessThan(most);
}

it.each(golden.levels)('levels of $schedule with $options', ({ schedule: label, steps, options, sigmas }) => {
  const found = SCHEDULERS[label as keyof typeof SCHEDULERS](
    schedule,
    steps,
    'sd',
    options as ScheduleOptions,
  );
  expectClose(found, sigmas, 1e-6);
});

const SPREADS = { time_uniform: 'time', time_quadratic: 'root of time', logSNR: 'log SNR' } as const;

it.each(golden.unipc.cases)(
  'UniPC $variant of order $order, $skip, lower at the end: $lowersOrder',
  (wanted) => {
    const { variant, order, skip, lowersOrder, last } = wanted;
    const uniPc: UniPcOptions = {
      variant: variant as NonNullable<UniPcOptions['variant']>,
      order,
      lowersOrder,
      spread: SPREADS[skip as keyof typeof SPREADS],
    };
    const plan = planSampling('UniPC', 'Automatic', golden.unipc.steps, schedule, { schedule: { uniPc } });
    const width = plan.initialScale;
    const run = plan.sample(
      Float32Array.from(golden.unipc.x, (value) => value * width),
      plan.sigmas,
      { eta: 0, noise: () => new Float32Array(0) },
    );
    let step = run.next();
    while (!step.done) step = run.next(answered(step.value));
    expect(alphaOf(plan.sigmas.at(-1)!)).toBeGreaterThan(0.99);
    expectClose(step.value, last, 1e-4);
  },
);

it('always leaving out the last level but one plans a step more', () => {
  const plain = planSampling('Euler', 'Karras', 5, schedule);
  const longer = planSampling('Euler', 'Karras', 6, schedule);
  const discarding = planSampling('Euler', 'Karras', 5, schedule, { schedule: { discardsNextToLast: true } });
  expect([...discarding.sigmas]).toEqual([...longer.sigmas.slice(0, -2), 0]);
  expect(discarding.steps).toBe(plain.steps);
  const walked = planSampling('DDIM', 'Automatic', 5, schedule, { schedule: { discardsNextToLast: true } });
  expect([...walked.sigmas]).toEqual([...planSampling('DDIM', 'Automatic', 6, schedule).sigmas]);
});

it('the first noise of a picture from text may be wider', () => {
  const schedule_ = { widensFirstNoise: true };
  const [sigma] = planSampling('Euler', 'Karras', 5, schedule).sigmas;
  expect(planSampling('Euler', 'Karras', 5, schedule, { schedule: schedule_ }).initialScale).toBe(
    Math.hypot(1, sigma!),
  );
  const from = planSampling('Euler', 'Karras', 5, schedule, { schedule: schedule_, from: 2 });
  expect(from.initialScale).toBe(from.sigmas[0]);
});

it.each(['bh1', 'bh2', 'vary_coeff'] as const)(
  'UniPC %s stays finite at every order that can be asked for',
  (variant) => {
    for (let order = 1; order <= 9; order++) {
      const plan = planSampling('UniPC', 'Automatic', 40, schedule, {
        schedule: { uniPc: { variant, order } },
      });
      const run = plan.sample(new Float32Array(8).fill(plan.initialScale), plan.sigmas, {
        eta: 0,
        noise: () => new Float32Array(0),
      });
      let step = run.next();
      while (!step.done) step = run.next(answered(step.value));
      expect(step.value.every(Number.isFinite)).toBe(true);
    }
  },
);
