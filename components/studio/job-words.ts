import type { JobView } from '@/lib/jobs/types';

/** What a job is doing, in a few words. */
export function phaseOf(job: JobView): string {
  const { state, position, progress } = job;
  if (state === 'queued')
    return position && position > 1 ? `Position ${position} in the queue` : 'Next in the queue';
  if (state === 'failed') return 'Failed';
  if (state === 'canceled') return 'Canceled';
  if (state === 'succeeded') return 'Done';
  if (!progress) return 'Starting';
  if (progress.phase === 'loading') return 'Loading model';
  if (progress.phase === 'saving') return 'Saving';
  const batch = progress.batches > 1 ? `Batch ${progress.batch + 1} of ${progress.batches} · ` : '';
  return `${batch}Step ${progress.step} of ${progress.steps}`;
}

/** `3 s left`, from measurement; empty before the first step. */
export function timeLeftOf(job: JobView): string {
  const eta = job.progress?.phase === 'denoising' ? job.progress.eta : null;
  return eta === null ? '' : `${formatSeconds(Math.max(1, Math.round(eta)))} left`;
}

/** How much of the job's steps are done, 0 to 1; null while none can be counted. */
export function partOf({ progress }: JobView): number | null {
  if (!progress || progress.phase === 'loading' || progress.steps === 0) return null;
  if (progress.phase === 'saving') return 1;
  return (progress.batch + progress.step / progress.steps) / Math.max(1, progress.batches);
}

export function formatSeconds(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${seconds % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `0.84 s`, `12 s`, `3 min 4 s` */
export function formatMilliseconds(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  return seconds < 10 ? `${seconds.toFixed(2)} s` : formatSeconds(Math.round(seconds));
}
