import { expect, test, vi } from 'vitest';
import { ProgressWriter } from './progress-writer';

test('the first report is written at once, of the following ones only the newest', async () => {
  vi.useFakeTimers();
  const written: number[] = [];
  const writer = new ProgressWriter<number>(async (report) => void written.push(report), 200);
  writer.report(1);
  writer.report(2);
  writer.report(3);
  expect(written).toEqual([1]);
  await vi.advanceTimersByTimeAsync(199);
  expect(written).toEqual([1]);
  await vi.advanceTimersByTimeAsync(1);
  expect(written).toEqual([1, 3]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(written).toEqual([1, 3]);
  vi.useRealTimers();
});

test('never two writes at once, however slow', async () => {
  vi.useFakeTimers();
  let open = 0;
  let most = 0;
  const writer = new ProgressWriter<number>(async () => {
    most = Math.max(most, ++open);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    open--;
  }, 200);
  for (let i = 0; i < 30; i++) {
    writer.report(i);
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(most).toBe(1);
  vi.useRealTimers();
});

test('stopping waits for the write under way and drops the rest', async () => {
  const written: number[] = [];
  let finish = () => {};
  const writer = new ProgressWriter<number>(async (report) => {
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    written.push(report);
  }, 1);
  writer.report(1);
  writer.report(2);
  const stopped = writer.stop();
  finish();
  await stopped;
  writer.report(3);
  expect(written).toEqual([1]);
});
