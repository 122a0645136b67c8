import { databasePool } from '@/lib/db/pool';
import { announce, JOB_QUEUED } from './channels';
import type { JobState } from './types';

export interface RescuedJob {
  id: string;
  state: JobState;
  deliveries: number;
}

/**
 * Takes jobs from workers whose lease ran out: back to the queue, canceled when the owner had asked to stop, failed when
 * their deliveries are spent. Not to be called right after the database was away: nobody could renew then.
 */
export async function rescueJobs(): Promise<RescuedJob[]> {
  const { rows } = await databasePool().query<RescuedJob>(
    `WITH stranded AS (
       SELECT id, CASE WHEN interrupt_at IS NOT NULL THEN 'canceled' WHEN deliveries < max_deliveries THEN 'queued'
         ELSE 'failed' END::job_state AS state
       FROM job WHERE state = 'running' AND lease_expires_at < now()
       FOR UPDATE SKIP LOCKED
     ),
     gone AS (DELETE FROM job_progress WHERE job_id IN (SELECT id FROM stranded)),
     moved AS (
       UPDATE job SET state = stranded.state, lease_token = NULL, lease_expires_at = NULL,
         interrupted = stranded.state = 'canceled',
         finished_at = CASE WHEN stranded.state <> 'queued' THEN now() END,
         error_code = CASE WHEN stranded.state = 'failed' THEN 'worker_lost' END,
         error_message = CASE WHEN stranded.state = 'failed' THEN format(
           'This job stopped its worker %s times and was given up. Try a smaller size or batch, and tell your administrator if it happens again.',
           job.deliveries) END
       FROM stranded WHERE job.id = stranded.id
       RETURNING job.id, job.user_id, job.state, job.deliveries
     )
     SELECT moved.id, moved.state, moved.deliveries, ${announce('moved', 'state')},
       CASE WHEN moved.state = 'queued' THEN pg_notify('${JOB_QUEUED}', '') END FROM moved`,
  );
  return rows.map(({ id, state, deliveries }) => ({ id, state, deliveries }));
}
