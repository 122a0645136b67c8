import type { Words } from '@/lib/i18n/words';
import type { QueuedJobView } from '@/lib/jobs/list-queue';
import type { Times } from '../../place/use-times';

/** `512×768 · 20 steps · 4 pictures` */
export function sizeWords({ width, height, steps, pictures }: QueuedJobView, t: Words<'admin'>): string {
  return [
    `${width}×${height}`,
    t('queue.steps', { count: steps }),
    pictures === 1 ? [] : t('queue.pictures', { count: pictures }),
  ]
    .flat()
    .join(' · ');
}

export const secondsSince = (iso: string, now: number) =>
  Math.max(0, Math.round((now - Date.parse(iso)) / 1000));

/** How much of a running job is done, 0 to 1; null while none can be counted. */
export function partOf({ progress }: QueuedJobView): number | null {
  if (!progress || progress.phase === 'loading' || progress.steps === 0) return null;
  if (progress.phase === 'saving') return 1;
  return (progress.batch + progress.step / progress.steps) / Math.max(1, progress.batches);
}

/** What a running job is at. */
export function phaseWords({ progress, stopping }: QueuedJobView, t: Words<'admin'>, times: Times): string {
  if (stopping) return t('queue.stopping');
  if (!progress) return t('queue.starting');
  if (progress.phase === 'loading') return t('queue.loading');
  if (progress.phase === 'saving') return t('queue.saving');
  const { step, steps, eta } = progress;
  return eta === null
    ? t('queue.step', { step, steps })
    : t('queue.stepLeft', { step, steps, left: times.seconds(Math.max(1, Math.round(eta))) });
}
