'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { StudioRequestInput } from '@/lib/generation/studio-request';
import type { JobView } from '@/lib/jobs/types';
import { putJob } from './job-cache';
import { type StudioError, studioFetch, studioPost } from './studio-fetch';

/** Pictures that go with a request, by the names of their parts. */
export type Attachments = Readonly<Record<string, Blob>>;

/** One request of those a press of Generate makes: its pictures, and what of it is not as the form says. */
export interface Sending {
  attachments: Attachments;
  changes?: { width: number; height: number };
  /** Hears of the job, or why it was refused. */
  onSent?: (job: JobView | null, error: StudioError | null) => void;
}

interface Generation {
  request: StudioRequestInput;
  attachments?: Attachments;
}

/** As JSON, or as a form whose part `request` is that JSON and whose other parts are the pictures. */
function sent({ request, attachments }: Generation): Promise<JobView> {
  if (!attachments) return studioFetch<JobView>('/api/jobs', { method: 'POST', body: request });
  const form = new FormData();
  form.append('request', JSON.stringify(request));
  for (const [name, picture] of Object.entries(attachments)) form.append(name, picture, name);
  return studioPost<JobView>('/api/jobs', form);
}

export function useGenerate() {
  const queryClient = useQueryClient();
  return useMutation<JobView, StudioError, Generation>({
    mutationFn: sent,
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
