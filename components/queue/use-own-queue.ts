'use client';
import { useQuery } from '@tanstack/react-query';
import type { OwnEstimates } from '@/lib/jobs/own-estimates';
import { ENDED, type JobView } from '@/lib/jobs/types';
import { useJobsQuery } from '../studio/data/queries';
import { queueKey } from '../studio/data/query-keys';
import { studioFetch } from '../studio/data/studio-fetch';
import { placedAs } from './moved';

/** The queue moves while others work; events tell of one's own jobs only. */
const LOOK_EVERY_MS = 5_000;

/**
 * One's own jobs in the order they run, those that ended the newest first, and what is known of when.
 * @param order that is asked for and not yet the server's
 */
export function useOwnQueue(order: readonly JobView[] | null) {
  const jobs = useJobsQuery();
  const all = placedAs(jobs.data ?? [], order ?? []);
  const running = all.filter(({ state }) => state === 'running');
  const waiting = all.filter(({ state }) => state === 'queued').sort(byPosition);
  const ended = all.filter(({ state }) => ENDED.includes(state)).sort(byEnd);
  const isActive = running.length + waiting.length > 0;
  const estimates = useQuery({
    // Another order, or one job fewer, is another estimate.
    queryKey: [...queueKey, 'own', [...running, ...waiting].map(({ id }) => id)],
    queryFn: () => studioFetch<OwnEstimates>('/api/queue'),
    enabled: isActive,
    refetchInterval: LOOK_EVERY_MS,
    placeholderData: (before) => before,
  });
  return { jobs, running, waiting, ended, estimates: isActive ? estimates.data : undefined };
}

const byPosition = (a: JobView, b: JobView) => (a.position ?? 0) - (b.position ?? 0);
const byEnd = (a: JobView, b: JobView) => ((a.finishedAt ?? '') < (b.finishedAt ?? '') ? 1 : -1);
