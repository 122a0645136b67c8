'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { JobView } from '@/lib/jobs/types';
import { putJob } from '../studio/data/job-cache';
import { useInterrupt } from '../studio/data/mutations';
import { jobsKey } from '../studio/data/query-keys';
import { type StudioError, studioFetch } from '../studio/data/studio-fetch';
import { toast } from '../ui/toast';
import { moved, placedAs } from './moved';

/** As long as the server can put it back, less the way there (lib/jobs/limits.ts). */
const UNDO_MS = 10_000;

export interface QueueActs {
  /** Moves the waiting job at one index of one's own to another. */
  move: (waiting: readonly JobView[], from: number, to: number) => void;
  /** Cancels a job that waits, interrupts one that runs. */
  stop: (job: JobView) => void;
  again: (job: JobView) => void;
  /** The order that was asked for, until the server has it: what it tells of meanwhile is older. */
  order: readonly JobView[] | null;
  /** What was refused last. */
  error: StudioError | null;
}

interface Move {
  id: string;
  before: string | null;
  /** All that wait, as they stand then. */
  order: JobView[];
}

export function useQueueActs(): QueueActs {
  const t = useTranslations('queue');
  const queryClient = useQueryClient();
  const interrupt = useInterrupt();
  const put = (job: JobView) => putJob(queryClient, job);
  const place = (order: readonly JobView[]) =>
    void queryClient.setQueryData<JobView[]>(jobsKey, (jobs = []) => placedAs(jobs, order));

  const move = useMutation<JobView, StudioError, Move>({
    // One after the other: each says where a job goes among the others as the ones before it left them.
    scope: { id: 'queue-order' },
    mutationFn: ({ id, before }) => studioFetch(`/api/jobs/${id}/place`, { method: 'PUT', body: { before } }),
    onMutate: ({ order }) => place(order),
    onSuccess: (_, { order }) => place(order),
    onError: () => void queryClient.invalidateQueries({ queryKey: jobsKey }),
  });
  const putBack = useMutation<JobView, StudioError, string>({
    mutationFn: (id) => studioFetch(`/api/jobs/${id}/put-back`, { method: 'POST' }),
    onSuccess: put,
    onError: ({ message }) => toast.error(message),
  });
  const repeat = useMutation<JobView, StudioError, string>({
    mutationFn: (id) => studioFetch(`/api/jobs/${id}/again`, { method: 'POST' }),
    onSuccess: (job) => {
      put(job);
      toast(t('againSent'));
    },
  });

  return {
    move: (waiting, from, to) => {
      const job = waiting[from];
      if (!job || from === to || to < 0 || to >= waiting.length) return;
      const order = moved(waiting, from, to);
      const prompt = job.request.prompt || t('noPrompt');
      move.mutate({ id: job.id, before: order[to + 1]?.id ?? null, order });
      toast(t('moved', { prompt, number: to + 1, count: waiting.length }), { id: 'moved' });
    },
    stop: (job) =>
      interrupt.mutate(job.id, {
        onSuccess: () => {
          if (job.state !== 'queued') return;
          toast(t('canceled', { prompt: job.request.prompt || t('noPrompt') }), {
            duration: UNDO_MS,
            action: { label: t('undo'), onClick: () => putBack.mutate(job.id) },
          });
        },
      }),
    again: (job) => repeat.mutate(job.id),
    order: move.isPending ? move.variables.order : null,
    error: move.error ?? interrupt.error ?? repeat.error,
  };
}
