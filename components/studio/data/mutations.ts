'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { JobView } from '@/lib/jobs/types';
import type { Txt2imgValues } from '../form/txt2img-values';
import { putJob } from './job-cache';
import { type StudioError, studioFetch } from './studio-fetch';

export function useGenerate() {
  const queryClient = useQueryClient();
  return useMutation<JobView, StudioError, Txt2imgValues>({
    mutationFn: (values) => studioFetch<JobView>('/api/jobs', { method: 'POST', body: values }),
    onSuccess: (job) => putJob(queryClient, job),
  });
}

/** Stops a job: a waiting one is dropped, a running one ends after its current step. */
export function useInterrupt() {
  return useMutation<unknown, StudioError, string>({
    mutationFn: (jobId) => studioFetch(`/api/jobs/${jobId}/interrupt`, { method: 'POST' }),
  });
}

/** Ends the running batch of a job and goes on with the next one. */
export function useSkip() {
  return useMutation<unknown, StudioError, string>({
    mutationFn: (jobId) => studioFetch(`/api/jobs/${jobId}/skip`, { method: 'POST' }),
  });
}
