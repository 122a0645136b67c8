import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Effort, estimateQueue, type QueuedEffort, secondsByMeasurement } from './estimate-queue';

const effort = (changes: Partial<Effort> = {}): Effort => ({
  checkpointId: 'a',
  width: 512,
  height: 512,
  steps: 20,
  pictures: 1,
  ...changes,
});
const queued = (id: string, changes: Partial<QueuedEffort> = {}): QueuedEffort => ({
  ...effort(),
  id,
  leftSeconds: null,
  ranSeconds: 0,
  ...changes,
});

test('what was measured of the same checkpoint and size counts most, then of the checkpoint, then of any', () => {
  const secondsOf = secondsByMeasurement([
    { ...effort(), deviceMs: 4_000 },
    { ...effort(), deviceMs: 5_000 },
    { ...effort(), deviceMs: 60_000 },
    { ...effort({ width: 1024, height: 1024 }), deviceMs: 30_000 },
    { ...effort({ checkpointId: 'b' }), deviceMs: 1_000 },
  ]);
  // The median: one that had to load its checkpoint does not count for the others.
  expect(secondsOf(effort())).toBeCloseTo(5);
  expect(secondsOf(effort({ steps: 40, pictures: 3 }))).toBeCloseTo(30);
  expect(secondsOf(effort({ width: 1024, height: 1024 }))).toBeCloseTo(30);
  expect(secondsOf(effort({ checkpointId: 'b', width: 1024 }))).toBeCloseTo(2);
  expect(secondsOf(effort({ checkpointId: 'c' }))).toBeGreaterThan(0);
  expect(secondsByMeasurement([])(effort())).toBeNull();
});

test('a second pass and a part of the steps count', () => {
  const secondsOf = secondsByMeasurement([{ ...effort(), deviceMs: 1_000 }]);
  const hires = { scale: 2, resize_x: 0, resize_y: 0, second_pass_steps: 0, denoising_strength: 0.5 };
  expect(secondsOf(effort({ hires: hires as Effort['hires'] }))).toBeCloseTo(3);
  const img2img = { denoising_strength: 0.25, img2img_fix_steps: false };
  expect(secondsOf(effort({ img2img: img2img as Effort['img2img'] }))).toBeCloseTo(0.25);
});

test('every worker that gets free takes the next job; what runs has its own word for what is left', () => {
  const queue = {
    workers: 2,
    running: [queued('r1', { leftSeconds: 3, ranSeconds: 9 }), queued('r2', { ranSeconds: 4 })],
    waiting: [queued('w1'), queued('w2'), queued('w3')],
  };
  const estimates = estimateQueue(queue, () => 10);
  expect(estimates.get('r1')).toEqual({ startsIn: null, takes: 10 });
  expect(['w1', 'w2', 'w3'].map((id) => estimates.get(id)!.startsIn)).toEqual([3, 6, 13]);
});

test('nothing is told that is not known: no worker, nothing measured, something unknown before', () => {
  const waiting = [queued('w1'), queued('w2')];
  expect(estimateQueue({ workers: 0, running: [], waiting }, () => 10).get('w1')).toEqual({
    startsIn: null,
    takes: 10,
  });
  const unknown = estimateQueue({ workers: 1, running: [], waiting }, () => null);
  expect(unknown.get('w1')).toEqual({ startsIn: 0, takes: null });
  expect(unknown.get('w2')).toEqual({ startsIn: null, takes: null });
});

test('no worker is ever busy with two jobs, none idles while something waits', () => {
  const seconds = fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 12 });
  fc.assert(
    fc.property(seconds, fc.integer({ min: 1, max: 4 }), (takes, workers) => {
      const waiting = takes.map((steps, index) => queued(String(index), { steps }));
      const estimates = [...estimateQueue({ workers, running: [], waiting }, ({ steps }) => steps).values()];
      for (const { startsIn } of estimates) {
        const busy = estimates.filter(
          (other) => other.startsIn! <= startsIn! && other.startsIn! + other.takes! > startsIn!,
        );
        expect(busy.length).toBeLessThanOrEqual(workers);
      }
      const total = takes.reduce((sum, time) => sum + time, 0);
      const end = Math.max(0, ...estimates.map(({ startsIn, takes }) => startsIn! + takes!));
      expect(end).toBeLessThanOrEqual(total / workers + Math.max(0, ...takes));
    }),
  );
});
