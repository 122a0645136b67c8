import type { WorkerState, WorkerView } from '@/lib/workers/worker-view';
import { formatSeconds } from '../../studio/job-words';

export const STATE_WORDS: Record<WorkerState, string> = {
  starting: 'starting',
  idle: 'waits for jobs',
  busy: 'draws',
  draining: 'finishes its job',
  drained: 'takes no jobs',
  restarting: 'restarts',
  silent: 'not heard of',
};

/** `4 s ago`: heartbeats come every few seconds, so seconds count. */
export const heardWords = ({ silentMs }: WorkerView) =>
  `heard ${formatSeconds(Math.round(silentMs / 1000))} ago`;

/** `cuda:1 · 4 threads · xformers` */
export function deviceWords({ device, threads, acceleration }: WorkerView): string {
  if (device === null) return 'The engine has not started yet';
  const mode = acceleration === 'none' ? 'no acceleration' : acceleration;
  return [device, threads === 1 ? '1 thread' : `${threads} threads`, mode].join(' · ');
}

/** `step 4 of 20, since 12 s` */
export function workWords({ step, steps, runningMs }: NonNullable<WorkerView['job']>): string {
  const since = `since ${formatSeconds(Math.round(runningMs / 1000))}`;
  return steps ? `step ${step} of ${steps}, ${since}` : since;
}
