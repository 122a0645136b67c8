'use client';
import { X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { JobView } from '@/lib/jobs/types';
import { classNames } from '../../ui/class-names';
import { IconButton } from '../../ui/icon-button';
import { Progress } from '../../ui/progress';
import { partOf, phaseOf, timeLeftOf } from '../job-words';
import { useStudio } from '../studio-context';

/** A job that waits or runs: a click shows it on the stage. */
export function JobCard({ job }: { job: JobView }) {
  const { stage, run } = useStudio();
  const words = useTranslations('stage');
  const jobWords = useTranslations('jobs');
  const times = useTranslations('times');
  const shown = stage.job?.id === job.id;
  const queued = job.state === 'queued';
  return (
    <li
      className={classNames(
        'group relative w-44 rounded-control border bg-raised transition-colors quick hover:bg-hover wide:w-full',
        shown ? 'border-line-strong' : 'border-transparent',
      )}
    >
      <button
        type="button"
        aria-current={shown || undefined}
        onClick={() => stage.showJob(job.id)}
        className="block w-full rounded-control p-2 text-left"
      >
        <span className="block truncate pr-6">{job.request.prompt || words('noPrompt')}</span>
        <span className="mt-1 flex justify-between gap-2 text-small text-muted">
          <span className="truncate">{phaseOf(job, jobWords)}</span>
          <span className="shrink-0">{timeLeftOf(job, jobWords, times)}</span>
        </span>
        {!queued && (
          <Progress
            label={words('rail.progressOf', { prompt: job.request.prompt })}
            part={partOf(job)}
            className="mt-2"
          />
        )}
      </button>
      <IconButton
        label={queued ? words('rail.cancel') : words('rail.interrupt')}
        side="left"
        onClick={() => run.interrupt(job.id)}
        className="absolute top-0.5 right-0.5 size-7 [&_svg]:size-3.5"
      >
        <X />
      </IconButton>
    </li>
  );
}
