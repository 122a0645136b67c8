import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { ENDED, type JobView } from '@/lib/jobs/types';
import { keepPreview } from './last-preview';
import { picturesOf } from './pictures-of';
import { jobsKey, picturesKey, usageKey } from './query-keys';
import type { PicturePage } from './studio-picture';

/** All jobs at once, after a connection was made; what happened while it was away is fetched anew. */
export function putJobs(queryClient: QueryClient, jobs: JobView[]): void {
  queryClient.setQueryData<JobView[]>(jobsKey, (known = []) => {
    const ended = known.filter((job) => ENDED.includes(job.state));
    return ended.reduce(
      (list, job) => (list.some(({ id }) => id === job.id) ? withJob(list, job) : list),
      jobs,
    );
  });
  void queryClient.invalidateQueries({ queryKey: picturesKey });
}

/** One job as it is now. */
export function putJob(queryClient: QueryClient, job: JobView): void {
  keepPreview(job);
  queryClient.setQueryData<JobView[]>(jobsKey, (jobs = []) => withJob(jobs, job));
  if (!ENDED.includes(job.state)) return;
  queryClient.setQueryData<InfiniteData<PicturePage>>(picturesKey, (data) => data && withPictures(data, job));
  void queryClient.invalidateQueries({ queryKey: usageKey });
}

/** `jobs`, newest first, with `job` in its place. An ended job never runs again, whatever a late message says. */
export function withJob(jobs: JobView[], job: JobView): JobView[] {
  const known = jobs.find((other) => other.id === job.id);
  if (!known) return [job, ...jobs].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  if (ENDED.includes(known.state) && !ENDED.includes(job.state)) return jobs;
  return jobs.map((other) => (other.id === job.id ? job : other));
}

/** The history with the job's pictures on top, unless they are there already. */
export function withPictures(data: InfiniteData<PicturePage>, job: JobView): InfiniteData<PicturePage> {
  const [first, ...rest] = data.pages;
  if (!first) return data;
  const known = new Set(data.pages.flatMap((page) => page.pictures.map((picture) => picture.id)));
  const fresh = picturesOf(job).filter((picture) => picture.saved && !known.has(picture.id));
  if (fresh.length === 0) return data;
  return { ...data, pages: [{ ...first, pictures: [...fresh.reverse(), ...first.pictures] }, ...rest] };
}
