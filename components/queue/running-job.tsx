'use client';
import { useTranslations } from 'use-intl';
import type { JobView } from '@/lib/jobs/types';
import { partOf, phaseOf, timeLeftOf } from '../studio/job-words';
import { Button } from '../ui/button';
import { Progress } from '../ui/progress';
import { Skeleton } from '../ui/skeleton';
import { factsOf } from './queue-words';

/** A job while it is drawn: what it looks like so far, how far it is, and how to stop it. */
export function RunningJob({ job, onStop }: { job: JobView; onStop: () => void }) {
  const t = useTranslations('queue');
  const words = useTranslations('jobs');
  const times = useTranslations('times');
  const prompt = job.request.prompt || t('noPrompt');
  const preview = job.progress?.preview;
  return (
    <li className="flex min-w-0 flex-wrap gap-3 rounded-card bg-panel p-3 wide:flex-nowrap wide:gap-4">
      {preview ? (
        // biome-ignore lint/performance/noImgElement: a data URI
        <img src={preview} alt="" className="size-18 shrink-0 rounded-control object-cover" />
      ) : (
        <Skeleton className="size-18 shrink-0" />
      )}
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{prompt}</p>
        <p className="text-small text-faint wide:truncate">
          {job.request.checkpoint.name} · {factsOf(job, t)}
        </p>
        <div className="mt-2 flex flex-wrap justify-between gap-x-4 text-small text-muted tabular-nums">
          <span className="text-accent-text">{phaseOf(job, words)}</span>
          <span className="shrink-0">{timeLeftOf(job, words, times)}</span>
        </div>
        <Progress label={t('progressOf', { prompt })} part={partOf(job)} className="mt-1" />
      </div>
      <Button look="outlined" onClick={onStop} className="w-full wide:w-auto wide:self-center">
        {t('interrupt')}
      </Button>
    </li>
  );
}
