'use client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { CheckpointView } from '@/lib/catalog/checkpoint-view';
import type { PromptNames } from '@/lib/catalog/prompt-names';
import type { FoundStyle } from '@/lib/generation/styles';
import { ENDED, type JobView } from '@/lib/jobs/types';
import { checkpointsKey, jobsKey, picturesKey, promptNamesKey, stylesKey } from './query-keys';
import { studioFetch } from './studio-fetch';
import type { PicturePage } from './studio-picture';

/** Events tell at once; this is for the one that got lost. */
const SAFETY_POLL_MS = 20_000;
const EMPTY_CATALOGUE_POLL_MS = 3_000;

/** The user's jobs, newest first. Kept fresh by the server's events. */
export function useJobsQuery() {
  return useQuery({
    queryKey: jobsKey,
    queryFn: () => studioFetch<JobView[]>('/api/jobs'),
    refetchInterval: ({ state }) =>
      state.data?.some((job) => !ENDED.includes(job.state)) ? SAFETY_POLL_MS : false,
  });
}

export const useJobs = (): JobView[] => useJobsQuery().data ?? [];

/** Jobs that still wait or run, the one that will end first at the front. */
export function useActiveJobs(): JobView[] {
  const placeOf = ({ state, position }: JobView) => (state === 'running' ? 0 : (position ?? 0));
  const active = useJobs().filter((job) => !ENDED.includes(job.state));
  return active.reverse().sort((a, b) => placeOf(a) - placeOf(b));
}

/** The user's pictures, newest first, page by page. */
export function useHistory() {
  return useInfiniteQuery({
    queryKey: picturesKey,
    queryFn: ({ pageParam }) =>
      studioFetch<PicturePage>(`/api/pictures${pageParam ? `?before=${encodeURIComponent(pageParam)}` : ''}`),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
}

export function useCheckpoints() {
  return useQuery({
    queryKey: checkpointsKey,
    queryFn: () => studioFetch<CheckpointView[]>('/api/checkpoints'),
    // A fresh installation is still reading its models folder.
    refetchInterval: ({ state }) => (state.data?.length === 0 ? EMPTY_CATALOGUE_POLL_MS : false),
  });
}

/** Names of what can be called for beside a checkpoint; undefined until they are there. */
export function usePromptNames(): PromptNames | undefined {
  return useQuery({
    queryKey: promptNamesKey,
    queryFn: () => studioFetch<PromptNames>('/api/prompt/names'),
  }).data;
}

/** The styles somebody finds, their own first; undefined until they are there. */
export function useStyles(): FoundStyle[] | undefined {
  return useQuery({
    queryKey: stylesKey,
    queryFn: () => studioFetch<FoundStyle[]>('/api/prompt/styles'),
  }).data;
}
