import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import type { JobPicture, JobState, JobView } from '@/lib/jobs/types';
import { putJobs, withJob, withPictures } from './job-cache';
import { jobsKey } from './query-keys';

const job = (id: string, state: JobState, more: Partial<JobView> = {}) =>
  ({
    id,
    state,
    createdAt: `2026-01-01T00:00:0${id}Z`,
    request: { kind: 'txt2img' },
    finishedAt: null,
    pictures: [],
    ...more,
  }) as unknown as JobView;

test('a changed job takes its place, a new one the top', () => {
  const jobs = [job('2', 'queued'), job('1', 'running')];
  expect(withJob(jobs, job('1', 'succeeded')).map(({ state }) => state)).toEqual(['queued', 'succeeded']);
  expect(withJob(jobs, job('3', 'queued')).map(({ id }) => id)).toEqual(['3', '2', '1']);
});

test('what has ended does not come back to life', () => {
  expect(withJob([job('1', 'succeeded')], job('1', 'running'))[0]!.state).toBe('succeeded');
  const queryClient = new QueryClient();
  queryClient.setQueryData(jobsKey, [job('1', 'succeeded')]);
  putJobs(queryClient, [job('2', 'queued'), job('1', 'running')]);
  expect(queryClient.getQueryData<JobView[]>(jobsKey)!.map(({ state }) => state)).toEqual([
    'queued',
    'succeeded',
  ]);
});

test('finished pictures come on top of the history once; those nobody keeps do not', () => {
  const picture = (id: string, saved = true) => ({ id, saved, index: Number(id) }) as JobPicture;
  const done = job('1', 'succeeded', { pictures: [picture('1'), picture('2'), picture('3', false)] });
  const empty = { pages: [{ pictures: [], next: null }], pageParams: [''] };
  const once = withPictures(empty, done);
  expect(once.pages[0]!.pictures.map(({ id }) => id)).toEqual(['2', '1']);
  expect(withPictures(once, done)).toBe(once);
});
