import type { QueuedJobView } from '@/lib/jobs/list-queue';
import { formatSeconds } from '../../studio/job-words';

/** `512×768 · 20 steps · 4 pictures` */
export function sizeWords({ width, height, steps, pictures }: QueuedJobView): string {
  const count = pictures === 1 ? '' : ` · ${pictures} pictures`;
  return `${width}×${height} · ${steps === 1 ? '1 step' : `${steps} steps`}${count}`;
}

export const secondsSince = (iso: string, now: number) =>
  formatSeconds(Math.max(0, Math.round((now - Date.parse(iso)) / 1000)));

/** How much of a running job is done, 0 to 1; null while none can be counted. */
export function partOf({ progress }: QueuedJobView): number | null {
  if (!progress || progress.phase === 'loading' || progress.steps === 0) return null;
  if (progress.phase === 'saving') return 1;
  return (progress.batch + progress.step / progress.steps) / Math.max(1, progress.batches);
}

/** What a running job is at. */
export function phaseWords({ progress, stopping }: QueuedJobView): string {
  if (stopping) return 'stopping';
  if (!progress) return 'starting';
  if (progress.phase === 'loading') return 'loads its checkpoint';
  if (progress.phase === 'saving') return 'saves';
  const left = progress.eta === null ? '' : `, ${formatSeconds(Math.max(1, Math.round(progress.eta)))} left`;
  return `step ${progress.step} of ${progress.steps}${left}`;
}
