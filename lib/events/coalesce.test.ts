import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Coalescer } from './coalesce';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a storm of asks becomes one run at once and one an interval, the last ask included', async () => {
  const runs: number[] = [];
  const coalescer = new Coalescer<string>(100, async () => void runs.push(Date.now()));
  const start = Date.now();
  for (let i = 0; i < 25; i++) {
    coalescer.ask('job');
    await vi.advanceTimersByTimeAsync(10);
  }
  await vi.advanceTimersByTimeAsync(1_000);
  expect(runs.map((at) => at - start)).toEqual([0, 100, 200, 300]);
});

test('keys do not wait for each other', async () => {
  const runs: string[] = [];
  const coalescer = new Coalescer<string>(100, async (key) => void runs.push(key));
  coalescer.ask('a');
  coalescer.ask('b');
  expect(runs).toEqual(['a', 'b']);
});

test('what matters does not wait for the interval', async () => {
  let runs = 0;
  const coalescer = new Coalescer<string>(100, async () => void runs++);
  coalescer.ask('job');
  await vi.advanceTimersByTimeAsync(1);
  coalescer.askNow('job');
  expect(runs).toBe(2);
});

test('never two runs of one key at once; an ask during a run is run after it', async () => {
  let open = 0;
  let most = 0;
  let runs = 0;
  const coalescer = new Coalescer<string>(10, async () => {
    most = Math.max(most, ++open);
    await new Promise((resolve) => setTimeout(resolve, 50));
    open--;
    runs++;
  });
  coalescer.ask('job');
  await vi.advanceTimersByTimeAsync(20);
  coalescer.askNow('job');
  await vi.advanceTimersByTimeAsync(80);
  expect({ most, runs }).toEqual({ most: 1, runs: 2 });
  coalescer.ask('job');
  await vi.advanceTimersByTimeAsync(200);
  expect({ most, runs }).toEqual({ most: 1, runs: 3 });
});
