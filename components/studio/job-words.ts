import type { Words } from '@/lib/i18n/words';
import type { JobView } from '@/lib/jobs/types';
import { roundedSeconds, secondsWords } from '../place/duration-words';

/** What a job is doing, in a few words. */
export function phaseOf({ state, position, progress }: JobView, words: Words<'jobs'>): string {
  if (state === 'queued') {
    return position && position > 1 ? words('position', { position }) : words('next');
  }
  if (state !== 'running') return words(state);
  if (!progress) return words('starting');
  if (progress.phase === 'loading') return words('loading');
  if (progress.phase === 'saving') return words('saving');
  const { batch, batches, step, steps } = progress;
  const told = words('step', { step, steps });
  return batches > 1 ? `${words('batch', { batch: batch + 1, batches })} · ${told}` : told;
}

/** `3 s left`, from measurement; empty before the first step. */
export function timeLeftOf(job: JobView, words: Words<'jobs'>, times: Words<'times'>): string {
  const eta = job.progress?.phase === 'denoising' ? job.progress.eta : null;
  if (eta === null) return '';
  // Seconds count down in sight; of many minutes they would only flicker.
  const shown = eta < 600 ? Math.max(1, Math.round(eta)) : roundedSeconds(eta);
  return words('timeLeft', { time: secondsWords(shown, times) });
}

/** How much of the job's steps are done, 0 to 1; null while none can be counted. */
export function partOf({ progress }: JobView): number | null {
  if (!progress || progress.phase === 'loading' || progress.steps === 0) return null;
  if (progress.phase === 'saving') return 1;
  return (progress.batch + progress.step / progress.steps) / Math.max(1, progress.batches);
}
