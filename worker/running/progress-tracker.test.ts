import { expect, test } from 'vitest';
import { ProgressTracker } from './progress-tracker';

const at = (batch: number, step: number) => ({ batch, batches: 2, step, steps: 10 });

test('nothing is known before two steps were seen', () => {
  const tracker = new ProgressTracker();
  expect(tracker.loading(0, 2)).toMatchObject({ phase: 'loading', batches: 2, eta: null });
  expect(tracker.step(at(0, 1), 0)).toMatchObject({ phase: 'denoising', step: 1, eta: null });
});

test('steady steps give the time that is really left, over all batches', () => {
  const tracker = new ProgressTracker();
  tracker.step(at(0, 1), 0);
  expect(tracker.step(at(0, 2), 500).eta).toBeCloseTo(9);
  expect(tracker.step(at(0, 3), 1000).eta).toBeCloseTo(8.5);
  expect(tracker.step(at(1, 10), 9500).eta).toBe(0);
});

test('the estimate follows a device that becomes slower within a few steps', () => {
  const tracker = new ProgressTracker();
  for (let step = 1; step <= 4; step++) tracker.step(at(0, step), step * 100);
  const etas = [5, 6, 7, 8, 9, 10].map((step) => tracker.step(at(0, step), 400 + (step - 4) * 1000).eta);
  const eta = etas.at(-1);
  expect(eta).toBeGreaterThan(8);
  expect(eta).toBeLessThan(10);
});

test('steps that were not told and a batch cut short do not confuse it', () => {
  const tracker = new ProgressTracker();
  tracker.step(at(0, 1), 0);
  expect(tracker.step(at(0, 5), 400).eta).toBeCloseTo(1.5);
  const next = tracker.step(at(1, 1), 500).eta;
  expect(next).toBeGreaterThan(0);
  expect(Number.isFinite(next)).toBe(true);
  expect(tracker.step(at(1, 1), 600).eta).toBe(next);
});

test('batches of a series that take other numbers of steps are counted as they were asked for', () => {
  const tracker = new ProgressTracker([10, 20, 40]);
  const of = (batch: number, step: number, steps: number) => ({ batch, batches: 3, step, steps });
  tracker.step(of(0, 1, 10), 0);
  expect(tracker.step(of(0, 2, 10), 1000).eta).toBeCloseTo(68);
  expect(tracker.step(of(1, 1, 20), 10_000).eta).toBeCloseTo(59);
});
