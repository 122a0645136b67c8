import type { PicturePage } from '@/components/studio/data/studio-picture';
import { listJobs, listPictures } from '@/lib/jobs';
import type { JobView } from '@/lib/jobs/types';

/** Ended jobs older than these are found through their pictures. */
const JOBS = 50;
const ACTIVE_JOBS = 500;
const PAGE = 48;

/** All of the user's jobs that wait or run, and the last ones that ended; newest first. */
export async function readJobs(userId: string): Promise<JobView[]> {
  const [active, ended] = await Promise.all([
    listJobs(userId, { states: ['queued', 'running'], limit: ACTIVE_JOBS }),
    listJobs(userId, { states: ['succeeded', 'failed', 'canceled'], limit: JOBS }),
  ]);
  // A job may have ended between the two looks.
  const jobs = new Map([...active, ...ended].map((job) => [job.id, job]));
  return [...jobs.values()].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
}

/** A stretch of the user's pictures, from the newest, or from after the one with the id `before`. */
export async function readPicturePage(userId: string, before?: string): Promise<PicturePage> {
  const pictures = await listPictures(userId, { before, limit: PAGE });
  return { pictures, next: pictures.length === PAGE ? pictures.at(-1)!.id : null };
}
