import { databasePool } from '@/lib/db/pool';
import { announce, JOB_QUEUED } from './channels';
import type { Lease } from './lease';
import type { JobState } from './types';

/**
 * A worker that has to stop gives its job back: queued again (at its old place), or canceled when its owner had asked to
 * stop. Not the job's fault, so the delivery does not count. Null: the lease is lost.
 */
export async function handBackJob({ id, leaseToken }: Lease): Promise<JobState | null> {
  const { rows } = await databasePool().query<{ state: JobState }>(
    `WITH gone AS (
       DELETE FROM job_progress WHERE job_id = (SELECT id FROM job WHERE id = $1 AND lease_token = $2)),
     moved AS (
       UPDATE job SET lease_token = NULL, lease_expires_at = NULL, max_deliveries = max_deliveries + 1,
         state = CASE WHEN interrupt_at IS NULL THEN 'queued' ELSE 'canceled' END::job_state,
         interrupted = interrupt_at IS NOT NULL,
         finished_at = CASE WHEN interrupt_at IS NOT NULL THEN clock_timestamp() END
       WHERE id = $1 AND lease_token = $2 AND state = 'running'
       RETURNING id, user_id, state
     )
     SELECT moved.state, ${announce('moved', 'state')},
       CASE WHEN moved.state = 'queued' THEN pg_notify('${JOB_QUEUED}', '') END FROM moved`,
    [id, leaseToken],
  );
  return rows[0]?.state ?? null;
}
