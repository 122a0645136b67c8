'use client';
import { useQuery } from '@tanstack/react-query';
import { usageKey } from '../studio/data/query-keys';
import { studioFetch } from '../studio/data/studio-fetch';
import { Failure } from '../ui/failure';
import type { Usage } from './usage';
import { UsageDays } from './usage-days';
import { Sum } from './usage-sum';

/** What the person who looks at it used. */
export function MyUsage() {
  const { data: usage, error } = useQuery({
    queryKey: usageKey,
    queryFn: () => studioFetch<Usage>('/api/usage'),
  });
  return (
    <>
      <Failure error={error} />
      <dl className="grid gap-px overflow-hidden rounded-card bg-line wide:grid-cols-3">
        <Sum label="Today" sum={usage?.today} />
        <Sum label="This month" sum={usage?.month} />
        <Sum label="All time" sum={usage?.all} />
      </dl>
      <UsageDays label="Last 30 days" days={usage?.days} />
    </>
  );
}
