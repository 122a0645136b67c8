import { expect, test } from 'vitest';
import { AppError } from '@/lib/errors';
import { aRequest } from '@/lib/jobs/testing';
import type { EngineErrorCode } from '../engine/errors';
import { EngineCrashed } from '../engine-client';
import { type Ending, runParts } from './run-parts';

const parts = Array.from({ length: 3 }, (_, k) => ({
  request: aRequest({ seed: k }),
  firstPicture: k,
  firstBatch: k,
}));
const done = (interrupted = false): Ending => ({
  type: 'done',
  jobId: 'j',
  deviceMs: 10,
  interrupted,
  warnings: [],
});
const failed = (code: EngineErrorCode): Ending => ({
  type: 'failed',
  jobId: 'j',
  deviceMs: 1,
  error: { code, message: `sorry: ${code}` },
});
const gone = new AppError({ code: 'checkpoint_gone', status: 409, message: 'sorry: gone' });

interface Surroundings {
  isOver?: () => boolean;
  /** How often the engine ends under a part, by its seed. */
  crashesAt?: Record<number, number>;
  mayGoOn?: boolean;
}

async function drawn(
  endings: (Ending | Error)[],
  { isOver = () => false, crashesAt = {}, mayGoOn = true }: Surroundings = {},
) {
  const crashes = { ...crashesAt };
  const told: string[] = [];
  const seeds: number[] = [];
  const ending = await runParts(parts.slice(0, endings.length), {
    run: async ({ request }) => {
      seeds.push(request.seed);
      const left = crashes[request.seed] ?? 0;
      crashes[request.seed] = left - 1;
      if (left > 0) throw new EngineCrashed('The engine process ended (SIGKILL).');
      const next = endings[request.seed]!;
      if (next instanceof Error) throw next;
      return next;
    },
    isOver,
    mayGoOn: () => mayGoOn,
    leftOut: ({ message }) => told.push(message),
  });
  return { ending, told, seeds };
}

test('all parts are drawn, and their time is one time', async () => {
  const { ending, seeds } = await drawn([done(), done(), done()]);
  expect(ending).toMatchObject({ type: 'done', deviceMs: 30, interrupted: false });
  expect(seeds).toEqual([0, 1, 2]);
});

test('nothing is drawn any more after an interrupt, in a part or between two', async () => {
  let looks = 0;
  const inPart = await drawn([done(), done(true), done()], { isOver: () => ++looks > 1 });
  expect(inPart).toMatchObject({ ending: { interrupted: true, deviceMs: 20 }, seeds: [0, 1] });
  const between = await drawn([done(), done(), done()], { isOver: () => true });
  expect(between).toMatchObject({ ending: { interrupted: true, deviceMs: 10 }, seeds: [0] });
});

test('one that can’t be drawn is left out and told; the others stay', async () => {
  const { ending, told, seeds } = await drawn([failed('out-of-memory'), gone, done()]);
  expect(ending).toMatchObject({ type: 'done', deviceMs: 11 });
  expect(told).toEqual(['sorry: out-of-memory', 'sorry: gone']);
  expect(seeds).toEqual([0, 1, 2]);
});

test('when none can be drawn, the first says why', async () => {
  const { ending } = await drawn([failed('request-invalid'), failed('out-of-memory')]);
  expect(ending).toMatchObject({ type: 'failed', deviceMs: 2, error: { code: 'request-invalid' } });
  await expect(drawn([gone, gone])).rejects.toBe(gone);
});

test('what may go well at another time ends the job, so that it is tried again', async () => {
  const { ending, seeds } = await drawn([done(), failed('device'), done()]);
  expect(ending).toMatchObject({ type: 'failed', deviceMs: 11 });
  expect(seeds).toEqual([0, 1]);
});

test('an engine that ends under a series goes on with the part it had, twice at most; a single part is another delivery', async () => {
  const { ending, seeds } = await drawn([done(), done(), done()], { crashesAt: { 1: 2 } });
  expect(ending).toMatchObject({ type: 'done', deviceMs: 30 });
  expect(seeds).toEqual([0, 1, 1, 1, 2]);
  const all = [done(), done(), done()];
  await expect(drawn(all, { crashesAt: { 0: 1, 2: 2 } })).rejects.toThrow(EngineCrashed);
  await expect(drawn(all, { crashesAt: { 0: 1 }, mayGoOn: false })).rejects.toThrow(EngineCrashed);
  await expect(drawn([done()], { crashesAt: { 0: 1 } })).rejects.toThrow(EngineCrashed);
});
