import { databasePool } from '@/lib/db/pool';
import { prepared } from '@/lib/db/prepared';
import { isId } from './job-id';
import type { JobState, JobView } from './types';
import { selectJobs } from './views';

/**
 * SQL and value that pick a job by its id or by the task id its client chose. Task ids are not unique: several rows may
 * match, and the newest is meant.
 */
export function jobKey(parameter: string, key: string): string {
  return isId(key)
    ? `(j.id = ${parameter}::uuid OR j.task_id = ${parameter}::text)`
    : `j.task_id = ${parameter}`;
}

/** SQL that picks the user's own job (`$1`) by id or task id (`$2`), the newest of that name. */
const ownJob = (key: string): string =>
  `j.user_id = $1 AND ${jobKey('$2', key)} ORDER BY j.created_at DESC, j.id DESC LIMIT 1`;

/** The user's own job by id or task id (the newest of that name), or null. */
export async function findJob(userId: string, key: string): Promise<JobView | null> {
  const [found] = await selectJobs(databasePool(), ownJob(key), [userId, key]);
  return found?.job ?? null;
}

/** Of the same job, just where it stands. */
export async function findJobState(
  userId: string,
  key: string,
): Promise<{ id: string; state: JobState } | null> {
  const { rows } = await databasePool().query<{ id: string; state: JobState }>(
    prepared(`SELECT j.id, j.state FROM job j WHERE ${ownJob(key)}`, [userId, key]),
  );
  return rows[0] ?? null;
}

/** The user's jobs, newest first. */
export async function listJobs(
  userId: string,
  { states, limit }: { states?: readonly JobState[]; limit: number },
): Promise<JobView[]> {
  // Written out, because the index of what waits or runs is chosen only for states that are known when the query is planned.
  const ofStates = states ? `AND j.state IN (${states.map((state) => `'${state}'`)})` : '';
  const where = `j.user_id = $1 ${ofStates} ORDER BY j.created_at DESC, j.id DESC LIMIT $2`;
  const found = await selectJobs(databasePool(), where, [userId, limit]);
  return found.map(({ job }) => job);
}

/** What the user waits for: their running job, else the one that will run next; null when idle. */
export async function currentJob(userId: string): Promise<JobView | null> {
  const where = `j.user_id = $1 AND j.state IN ('running', 'queued')
    ORDER BY j.state = 'running' DESC, j.priority DESC, j.place LIMIT 1`;
  const [found] = await selectJobs(databasePool(), where, [userId]);
  return found?.job ?? null;
}
