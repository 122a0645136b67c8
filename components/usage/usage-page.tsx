'use client';
import { useQuery } from '@tanstack/react-query';
import { ChartColumn, Table2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { usageKey } from '../studio/data/query-keys';
import { studioFetch } from '../studio/data/studio-fetch';
import { formatMilliseconds } from '../studio/job-words';
import { Button } from '../ui/button';
import { Skeleton } from '../ui/skeleton';
import type { Usage, UsageSum } from './usage';
import { UsageTable } from './usage-table';

const UsageChart = dynamic(() => import('./usage-chart'), {
  ssr: false,
  loading: () => <Skeleton className="size-full" />,
});

export function UsagePage() {
  const { data: usage, error } = useQuery({
    queryKey: usageKey,
    queryFn: () => studioFetch<Usage>('/api/usage'),
  });
  const [asTable, setAsTable] = useState(false);
  return (
    <main className="min-h-0 flex-1 overflow-y-auto bg-stage">
      <div className="mx-auto max-w-240 px-4 py-6 wide:px-6 wide:py-12">
        <h1 className="text-title font-semibold">My usage</h1>
        <p className="mt-1 text-muted">
          Measured device time of your jobs. Waiting is never counted. Days are UTC.
        </p>
        {error && (
          <p role="alert" className="mt-6 text-danger">
            {error.message}
          </p>
        )}
        <dl className="mt-6 grid gap-px overflow-hidden rounded-card bg-line wide:grid-cols-3">
          <Sum label="Today" sum={usage?.today} />
          <Sum label="This month" sum={usage?.month} />
          <Sum label="All time" sum={usage?.all} />
        </dl>
        <section aria-label="Last 30 days" className="mt-4 rounded-card bg-panel p-4 wide:p-6">
          <div className="flex items-center justify-between">
            <h2 className="text-large font-semibold">Device time per day</h2>
            <Button onClick={() => setAsTable(!asTable)} aria-pressed={asTable}>
              {asTable ? <ChartColumn /> : <Table2 />}
              {asTable ? 'Show chart' : 'Show table'}
            </Button>
          </div>
          <div className="mt-4 h-72">
            {!usage ? (
              <Skeleton className="size-full" />
            ) : asTable ? (
              <UsageTable days={usage.days} />
            ) : (
              <UsageChart days={usage.days} />
            )}
          </div>
        </section>
      </div>
    </main>
  );
}

function Sum({ label, sum }: { label: string; sum: UsageSum | undefined }) {
  return (
    <div className="bg-panel p-4 wide:p-6">
      <dt className="text-small text-muted">{label}</dt>
      <dd className="mt-1">
        {sum ? (
          <>
            <span className="text-title font-semibold">{formatMilliseconds(sum.deviceMs)}</span>
            <span className="mt-1 block text-muted">
              {count(sum.pictures, 'picture')} in {count(sum.jobs, 'job')}
            </span>
          </>
        ) : (
          <Skeleton className="h-13 w-32" />
        )}
      </dd>
    </div>
  );
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}
