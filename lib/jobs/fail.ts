import { inTransaction } from '@/lib/db/pool';
import { recordSettlement } from '@/lib/usage/record-settlement';
import { announce, JOB_QUEUED } from './channels';
import type { Lease } from './lease';
import type { JobState } from './types';

export interface JobFailure {
  /** Stable, for programs. */
  code: string;
  /** For the owner: what happened and what to do next. */
  message: string;
  /** Another try may end well: back to the queue until the deliveries are spent. */
  retryable: boolean;
  /** Device milliseconds when the request itself is at fault, by the rule in lib/usage/README.md; null: not billed. */
  billedMs: number | null;
  deviceMs: number;
}

interface FailedRow {
  id: string;
  user_id: string;
  state: JobState;
}

/**
 * Ends a delivery that failed. A retryable failure goes back to the queue, unless the owner asked to stop meanwhile or
 * the deliveries are spent. Null: the lease is lost, nothing was written.
 */
export function failJob({ id, leaseToken }: Lease, failure: JobFailure): Promise<JobState | null> {
  return inTransaction(async (client) => {
    const { rows } = await client.query<FailedRow>(
      `WITH job_after AS (
         SELECT id, CASE WHEN NOT $3 THEN 'failed' WHEN interrupt_at IS NOT NULL THEN 'canceled'
           WHEN deliveries < max_deliveries THEN 'queued' ELSE 'failed' END::job_state AS state
         FROM job WHERE id = $1 AND lease_token = $2 AND state = 'running' FOR UPDATE
       ),
       gone AS (DELETE FROM job_progress WHERE job_id IN (SELECT id FROM job_after)),
       moved AS (
         UPDATE job SET state = job_after.state, lease_expires_at = NULL,
           lease_token = CASE WHEN job_after.state = 'queued' THEN NULL ELSE lease_token END,
           interrupted = job_after.state = 'canceled',
           device_ms = CASE WHEN job_after.state = 'queued' THEN NULL ELSE $4::numeric END,
           finished_at = CASE WHEN job_after.state = 'queued' THEN NULL ELSE clock_timestamp() END,
           error_code = CASE WHEN job_after.state = 'failed' THEN $5 END,
           error_message = CASE WHEN job_after.state = 'failed' THEN $6 END
         FROM job_after WHERE job.id = job_after.id
         RETURNING job.id, job.user_id, job.state
       )
       SELECT moved.*, ${announce('moved', 'state')},
         CASE WHEN moved.state = 'queued' THEN pg_notify('${JOB_QUEUED}', '') END FROM moved`,
      [id, leaseToken, failure.retryable, failure.deviceMs.toFixed(3), failure.code, failure.message],
    );
    const job = rows[0];
    if (!job) return null;
    if (job.state === 'failed' && failure.billedMs !== null) {
      const { user_id: userId } = job;
      await recordSettlement(client, { userId, jobId: id, deviceMs: failure.billedMs, pictures: 0 });
    }
    return job.state;
  });
}
