import type { Words } from '@/lib/i18n/words';
import type { WorkerView } from '@/lib/workers/worker-view';
import type { Times } from '../../place/use-times';

/** `heard 4 s ago`: heartbeats come every few seconds, so seconds count. */
export const heardWords = ({ silentMs }: WorkerView, t: Words<'admin'>, times: Times) =>
  t('workers.heard', { ago: times.seconds(Math.round(silentMs / 1000)) });

/** `cuda:1 · 4 threads · xformers` */
export function deviceWords({ device, threads, acceleration }: WorkerView, t: Words<'admin'>): string {
  if (device === null) return t('workers.notStarted');
  const mode = acceleration === 'none' ? t('workers.noAcceleration') : acceleration;
  return [device, t('workers.threads', { count: threads ?? 1 }), mode].join(' · ');
}

/** `step 4 of 20, since 12 s` */
export function workWords(
  { step, steps, runningMs }: NonNullable<WorkerView['job']>,
  t: Words<'admin'>,
  times: Times,
): string {
  const time = times.seconds(Math.round(runningMs / 1000));
  return steps ? t('workers.stepSince', { step: step ?? 0, steps, time }) : t('workers.since', { time });
}
