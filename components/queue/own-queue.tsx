'use client';
import { ListOrdered } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { PlaceHead } from '../place/place-head';
import { Button, buttonClass } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { Failure } from '../ui/failure';
import { Skeleton } from '../ui/skeleton';
import { EndedList } from './ended-list';
import { RunningJob } from './running-job';
import { useOwnQueue } from './use-own-queue';
import { useQueueActs } from './use-queue-acts';
import { WaitingList } from './waiting-list';

/** What runs, what waits in its order, and what ended today. */
export function OwnQueue({ children }: { children?: ReactNode }) {
  const t = useTranslations('queue');
  const acts = useQueueActs();
  const { jobs, running, waiting, ended, estimates } = useOwnQueue(acts.order);
  const isIdle = running.length + waiting.length === 0;
  return (
    <>
      <PlaceHead
        title={t('title')}
        note={isIdle ? t('idle') : t('summary', { running: running.length, waiting: waiting.length })}
      >
        {children}
      </PlaceHead>
      {jobs.error && !jobs.data && (
        <div className="flex flex-wrap items-center gap-2">
          <Failure error={jobs.error} />
          <Button look="outlined" onClick={() => void jobs.refetch()}>
            {t('retry')}
          </Button>
        </div>
      )}
      <Failure error={acts.error} />
      {estimates?.workers === 0 && (
        <p role="status" className="mb-4 rounded-control bg-accent-soft px-3 py-2 text-accent-text">
          {t('noWorker')}
        </p>
      )}
      {jobs.isPending && <QueueSkeleton />}
      {jobs.data && isIdle && <NothingWaits />}
      {running.length > 0 && (
        <Section title={t('running')}>
          <ul className="grid gap-2">
            {running.map((job) => (
              <RunningJob key={job.id} job={job} onStop={() => acts.stop(job)} />
            ))}
          </ul>
        </Section>
      )}
      {waiting.length > 0 && (
        <Section title={t('waiting')} note={waiting.length > 1 ? t('order') : undefined}>
          <WaitingList jobs={waiting} estimates={estimates} acts={acts} />
        </Section>
      )}
      {jobs.data && (
        <Section title={t('ended')}>
          <EndedList jobs={ended} onAgain={acts.again} />
        </Section>
      )}
    </>
  );
}

function Section({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="mt-6 first:mt-0">
      <div className="mb-2 flex flex-wrap items-baseline gap-x-3">
        <h2 className="font-semibold">{title}</h2>
        {note && <p className="text-small text-faint pointer-coarse:hidden">{note}</p>}
      </div>
      {children}
    </section>
  );
}

function NothingWaits() {
  const t = useTranslations('queue');
  return (
    <EmptyState
      icon={ListOrdered}
      title={t('emptyTitle')}
      note={t('emptyNote')}
      className="rounded-card bg-panel px-6 py-12"
    >
      <Link href="/txt2img" className={buttonClass('outlined')}>
        {t('toTxt2img')}
      </Link>
    </EmptyState>
  );
}

function QueueSkeleton() {
  return (
    <div className="grid gap-2">
      <Skeleton className="h-24 rounded-card" />
      <Skeleton className="h-16 rounded-card" />
      <Skeleton className="h-16 rounded-card" />
    </div>
  );
}
