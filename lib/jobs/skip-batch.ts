import { databasePool } from '@/lib/db/pool';
import { JOB_CONTROL } from './channels';
import { jobKey } from './find';

/**
 * Ends the current batch of the user's running jobs, or of the one with this id or task id; they go on with the next
 * batch. Answers how many jobs were concerned; waiting and ended ones are none.
 */
export async function skipBatch(userId: string, key?: string): Promise<number> {
  const which = key === undefined ? '$2::text IS NULL' : jobKey('$2', key);
  const { rowCount } = await databasePool().query(
    `WITH skipped AS (
       UPDATE job j SET skips = skips + 1 WHERE j.user_id = $1 AND j.state = 'running' AND ${which} RETURNING id
     )
     SELECT pg_notify('${JOB_CONTROL}', id::text) FROM skipped`,
    [userId, key ?? null],
  );
  return rowCount ?? 0;
}
