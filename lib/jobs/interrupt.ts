import { databasePool } from '@/lib/db/pool';
import { announce, JOB_CONTROL } from './channels';
import { jobKey } from './find';

/** What stopping makes of the row of a job that waits or runs, after SET. */
export const STOPPED = `
  interrupt_at = coalesce(interrupt_at, now()),
  state = CASE state WHEN 'queued' THEN 'canceled' ELSE state END,
  interrupted = interrupted OR state = 'queued',
  finished_at = CASE state WHEN 'queued' THEN now() ELSE finished_at END`;

/** SQL that tells the owner, and the worker that has it, of the stopped job under alias `row`. */
export const tellStopped = (row: string) =>
  `${announce(row, 'state')}, CASE WHEN ${row}.state = 'running' THEN pg_notify('${JOB_CONTROL}', ${row}.id::text) END`;

/**
 * Stops the user's jobs, or the one with this id or task id: waiting ones are canceled at once, running ones stop after
 * their current step. Answers how many were concerned; jobs that have ended are none.
 */
export async function interruptJobs(userId: string, key?: string): Promise<number> {
  const which = key === undefined ? '$2::text IS NULL' : jobKey('$2', key);
  const { rowCount } = await databasePool().query(
    `WITH stopped AS (
       UPDATE job j SET ${STOPPED}
       WHERE j.user_id = $1 AND j.state IN ('queued', 'running') AND ${which}
       RETURNING id, user_id, state
     )
     SELECT ${tellStopped('stopped')} FROM stopped`,
    [userId, key ?? null],
  );
  return rowCount ?? 0;
}
