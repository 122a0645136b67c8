import { describe, expect, it } from 'vitest';
import { EngineError } from './engine/errors';
import type { Evaluation, Pipeline } from './engine/evaluation';
import { type Outcome, type Policy, type Run, Stepper } from './stepper';

/** An evaluation whose output is its input, twice as large. */
const doubling = (
  value: number,
  { rows = 1, network = 'denoiser' as Evaluation['network'], size = 4, identity = '' } = {},
): Evaluation => ({
  network,
  output: 'out',
  rows,
  inputs: { x: { data: new Float32Array(rows * size).fill(value), shape: [1, 1, size] } },
  ...(identity ? { identity } : {}),
});

/** Doubles a value as often as told. */
function* doubled(value: number, times: number, options?: Parameters<typeof doubling>[1]): Pipeline<number> {
  let current = value;
  for (let i = 0; i < times; i++) current = (yield doubling(current, options))[0]!;
  return current;
}

interface Observed extends Run {
  milliseconds: number;
  /** Of each evaluation, whether it was computed exactly. */
  exact: boolean[];
  advances: number;
  outcome?: Outcome;
}

const arrivals = new Map<string, number>();

function observed(jobId: string, pipeline: Pipeline<unknown>, checkpoint = 'a'): Observed {
  if (!arrivals.has(jobId)) arrivals.set(jobId, arrivals.size);
  const run: Observed = {
    jobId,
    arrival: arrivals.get(jobId)!,
    checkpoint,
    pipeline,
    milliseconds: 0,
    exact: [],
    advances: 0,
    metered: (milliseconds, isExact) => {
      run.milliseconds += milliseconds;
      run.exact.push(isExact);
    },
    advanced: () => {
      run.advances++;
    },
    settled: (outcome) => {
      run.outcome = outcome;
    },
  };
  return run;
}

/** A device that takes one millisecond a row and some on top of every call. */
function device(options: { policy?: Policy; maxRows?: number } = {}) {
  const calls: { checkpoint: string; rows: number }[] = [];
  const busy = { milliseconds: 0 };
  const { policy, maxRows } = options;
  const stepper = new Stepper({
    evaluate: async ({ checkpoint }, { rows, inputs }) => {
      calls.push({ checkpoint, rows });
      const milliseconds = rows + 0.7;
      busy.milliseconds += milliseconds;
      return { output: (inputs.x!.data as Float32Array).map((v) => 2 * v), milliseconds };
    },
    ...(policy ? { policy } : {}),
    ...(maxRows ? { maxRows: () => maxRows } : {}),
  });
  const finish = async () => {
    while (await stepper.tick());
  };
  return { stepper, calls, busy, finish };
}

describe('Stepper', () => {
  it('evaluates the runs of a job as one batch and hands each its rows', async () => {
    const { stepper, calls, finish } = device();
    const runs = [1, 2, 3].map((value) => observed('job', doubled(value, 2, { rows: value })));
    for (const run of runs) stepper.add(run);
    await finish();
    expect(calls.map(({ rows }) => rows)).toEqual([6, 6]);
    expect(runs.map(({ outcome }) => outcome)).toEqual([{ result: 4 }, { result: 8 }, { result: 12 }]);
    expect(stepper.size).toBe(0);
  });

  it('keeps shapes, networks and checkpoints apart', async () => {
    const everyone: Policy = (waiting) => waiting;
    const { stepper, calls, finish } = device({ policy: everyone, maxRows: 100 });
    stepper.add(observed('a', doubled(1, 1)));
    stepper.add(observed('b', doubled(1, 1, { size: 8 })));
    stepper.add(observed('c', doubled(1, 1, { network: 'decoder' })));
    stepper.add(observed('d', doubled(1, 1), 'other checkpoint'));
    stepper.add(observed('e', doubled(1, 1)));
    await finish();
    expect(calls.map(({ rows }) => rows)).toEqual([2, 1, 1, 1]);
    expect(calls.at(-1)).toEqual({ checkpoint: 'other checkpoint', rows: 1 });
  });

  it('fills a batch up to the cap, and lets those left over catch up', async () => {
    const { stepper, calls, finish } = device({ maxRows: 4 });
    const runs = [1, 2, 3].map((value) => observed('job', doubled(value, 2, { rows: 2 })));
    for (const run of runs) stepper.add(run);
    await stepper.tick();
    await stepper.tick();
    expect(runs.map(({ advances }) => advances)).toEqual([1, 1, 1]);
    await finish();
    expect(calls.reduce((sum, { rows }) => sum + rows, 0)).toBe(12);
  });

  it('takes a run that is larger than the cap', async () => {
    const { stepper, calls, finish } = device({ maxRows: 1 });
    stepper.add(observed('job', doubled(1, 1, { rows: 5 })));
    await finish();
    expect(calls).toHaveLength(1);
  });

  it('does equal computations once, and shares their cost', async () => {
    const { stepper, calls, finish, busy } = device({ maxRows: 1 });
    const runs = [1, 1, 1].map((value) =>
      observed('job', doubled(value, 1, { network: 'text', identity: 'same' })),
    );
    for (const run of runs) stepper.add(run);
    await finish();
    expect(calls).toEqual([{ checkpoint: 'a', rows: 1 }]);
    expect(runs.map(({ outcome }) => outcome)).toEqual(Array(3).fill({ result: 2 }));
    expect(runs.reduce((sum, run) => sum + run.milliseconds, 0)).toBeCloseTo(busy.milliseconds, 9);
  });

  it('splits exactly the time the device was busy', async () => {
    const everyone: Policy = (waiting) => waiting;
    const { stepper, busy, finish } = device({ policy: everyone, maxRows: 5 });
    const runs = [1, 2, 3, 1, 2].map((rows, i) => observed(`job ${i % 2}`, doubled(i, 3 + i, { rows })));
    for (const run of runs) stepper.add(run);
    await finish();
    const total = runs.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
    expect(total).toBeCloseTo(busy.milliseconds, 9);
  });

  it('tells each run which of its evaluations were exact', async () => {
    const without = { ...doubling(1), lacksGuidance: true };
    for (const inBytes of [false, true]) {
      const stepper = new Stepper({
        evaluate: async (_, { inputs }) => ({
          output: inputs.x!.data as Float32Array,
          milliseconds: 1,
          inBytes,
        }),
      });
      const run = observed('job', [doubling(1), without][Symbol.iterator]() as Pipeline<unknown>);
      const beside = observed('job', doubled(1, 2));
      for (const each of [run, beside]) stepper.add(each);
      while (await stepper.tick());
      expect(run.exact).toEqual(inBytes ? [false, false] : [true, false]);
      expect(beside.exact).toEqual([!inBytes, !inBytes]);
    }
  });

  it('finishes the oldest job first', async () => {
    const { stepper, finish } = device();
    const order: string[] = [];
    for (const [jobId, times] of [
      ['old', 5],
      ['small', 1],
    ] as const) {
      const run = observed(jobId, doubled(1, times));
      stepper.add({ ...run, settled: () => order.push(jobId) });
    }
    await finish();
    expect(order).toEqual(['old', 'small']);
  });

  it('goes on with the oldest job when its next batch was added after another job', async () => {
    const { stepper, finish } = device();
    const order: string[] = [];
    const add = (jobId: string, name: string, then = () => {}) =>
      stepper.add({
        ...observed(jobId, doubled(1, 2)),
        settled: () => {
          order.push(name);
          then();
        },
      });
    add('older', 'older 1', () => add('older', 'older 2'));
    add('newer', 'newer');
    await finish();
    expect(order).toEqual(['older 1', 'older 2', 'newer']);
  });

  it('lets a small job overtake between two steps under another policy', async () => {
    const shortestFirst: Policy = (waiting) => [...waiting].reverse().slice(0, 1);
    const { stepper, finish } = device({ policy: shortestFirst });
    const order: string[] = [];
    stepper.add({ ...observed('old', doubled(1, 100)), settled: () => order.push('old') });
    await stepper.tick();
    stepper.add({ ...observed('small', doubled(1, 2)), settled: () => order.push('small') });
    await finish();
    expect(order).toEqual(['small', 'old']);
  });

  it('forgets a dropped run, also one the device is busy with', async () => {
    let release = (): void => {};
    const stepper = new Stepper({
      evaluate: async (_, { inputs }) => {
        await new Promise<void>((resolve) => {
          release = resolve;
        });
        return { output: inputs.x!.data as Float32Array, milliseconds: 3 };
      },
    });
    const run = observed('job', doubled(1, 5));
    stepper.add(run);
    const tick = stepper.tick();
    stepper.drop(run);
    release();
    await tick;
    expect(run).toMatchObject({ advances: 0, milliseconds: 3 });
    expect(run.outcome).toBeUndefined();
    expect(await stepper.tick()).toBe(false);
  });

  it('settles a run whose pipeline throws, and leaves its neighbours alone', async () => {
    const { stepper, finish } = device();
    const bad = observed(
      'job',
      (function* (): Pipeline<number> {
        yield doubling(1);
        throw new EngineError('not-a-number', 'NaN');
      })(),
    );
    const good = observed('job', doubled(1, 3));
    stepper.add(bad);
    stepper.add(good);
    await finish();
    expect(bad.outcome).toMatchObject({ error: { code: 'not-a-number' } });
    expect(good.outcome).toEqual({ result: 8 });
  });

  it('settles the whole batch when the device fails', async () => {
    const stepper = new Stepper({
      evaluate: async () => {
        throw new Error('no device');
      },
    });
    const run = observed('job', doubled(1, 3));
    stepper.add(run);
    await stepper.tick();
    expect(run.outcome).toMatchObject({ error: { code: 'internal' } });
  });
});
