'use client';
import { CircleAlert, CircleSlash, RotateCcw } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { JobView } from '@/lib/jobs/types';
import { millisecondsWords } from '../place/duration-words';
import { datesOf } from '../place/time-words';
import { Button } from '../ui/button';
import { Skeleton } from '../ui/skeleton';
import { Tooltip } from '../ui/tooltip';
import { factsOf } from './queue-words';

interface EndedListProps {
  /** The newest first. */
  jobs: readonly JobView[];
  onAgain: (job: JobView) => void;
}

/** What ended today, by the clock of whoever looks. */
export function EndedList({ jobs, onAgain }: EndedListProps) {
  const t = useTranslations('queue');
  const today = useToday();
  if (today === null) return <Skeleton className="h-14 rounded-card" />;
  const ended = jobs.filter(({ finishedAt }) => finishedAt && new Date(finishedAt).toDateString() === today);
  if (ended.length === 0) {
    return <p className="rounded-card bg-panel px-4 py-6 text-center text-muted">{t('noneEnded')}</p>;
  }
  return (
    <ul className="overflow-hidden rounded-card bg-panel">
      {ended.map((job) => (
        <EndedJob key={job.id} job={job} onAgain={() => onAgain(job)} />
      ))}
    </ul>
  );
}

/** Only the browser knows which day it is there; null until it has said so. */
function useToday(): string | null {
  const [today, setToday] = useState<string | null>(null);
  useEffect(() => setToday(new Date().toDateString()), []);
  return today;
}

function EndedJob({ job, onAgain }: { job: JobView; onAgain: () => void }) {
  const t = useTranslations('queue');
  const times = useTranslations('times');
  const locale = useLocale();
  const prompt = job.request.prompt || t('noPrompt');
  const at = new Date(job.finishedAt!).toLocaleTimeString(datesOf(locale), {
    hour: '2-digit',
    minute: '2-digit',
  });
  const isDone = job.state === 'succeeded';
  return (
    <li className="flex items-center gap-3 border-t px-3 py-2 first:border-t-0">
      <EndedPicture job={job} />
      <div className="min-w-0 flex-1">
        <p className="truncate">{prompt}</p>
        <p className="truncate text-small text-faint">{job.error?.message ?? factsOf(job, t)}</p>
      </div>
      <p className="hidden shrink-0 text-right text-small text-muted tabular-nums wide:block">
        <span className={job.state === 'failed' ? 'text-danger' : undefined}>
          {t(`state.${isDone && job.interrupted ? 'interrupted' : endedState(job)}`)}
        </span>{' '}
        · {at}
        {job.deviceMs !== null && (
          <span className="block text-faint">
            {t('took', { time: millisecondsWords(job.deviceMs, times) })}
          </span>
        )}
      </p>
      <Tooltip label={t(isDone ? 'againHint' : 'againSame')} side="left">
        <Button onClick={onAgain} className="px-2">
          <RotateCcw />
          <span className="sr-only wide:not-sr-only">{t('again')}</span>
        </Button>
      </Tooltip>
    </li>
  );
}

const endedState = ({ state }: JobView) => (state === 'failed' || state === 'canceled' ? state : 'succeeded');

/** Its first picture, on the way to all of them, or the sign of why there is none. */
function EndedPicture({ job }: { job: JobView }) {
  const t = useTranslations('queue');
  const picture = job.pictures.find(({ saved }) => saved);
  if (picture) {
    return (
      <Link href="/gallery" aria-label={t('showPictures')} className="shrink-0 rounded-control">
        {/* biome-ignore lint/performance/noImgElement: already made small, and cached */}
        <img
          src={`/api/gallery/pictures/${picture.id}/thumbnail`}
          alt=""
          loading="lazy"
          className="size-10 rounded-control bg-hover object-cover"
        />
      </Link>
    );
  }
  const Icon = job.state === 'failed' ? CircleAlert : CircleSlash;
  return (
    <span className="grid size-10 shrink-0 place-items-center rounded-control bg-hover text-faint">
      <Icon aria-hidden className="size-4" />
    </span>
  );
}
