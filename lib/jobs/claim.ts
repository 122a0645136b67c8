import { databasePool } from '@/lib/db/pool';
import type { GenerationRequest } from '@/lib/generation/request';
import { announce } from './channels';

/** A job in a worker's hands. Every later write names the lease token. */
export interface ClaimedJob {
  id: string;
  userId: string;
  /** Name of the owner, which is the name of their folder. */
  userName: string;
  request: GenerationRequest;
  leaseToken: string;
  /** 1 for the first worker that gets the job, 2 for the second… */
  delivery: number;
  /** Batches the user asked to skip before this delivery. */
  skips: number;
  /** When its first delivery began. */
  startedAt: Date;
}

/**
 * Takes the next job of the queue for `leaseMs`, by the database's clock: highest priority first, then the one whose place
 * comes first, which is the oldest unless its owner changed the order (move-job.ts). Workers that claim at once step over
 * each other's rows, so each job goes to one of them. Null when none is waiting, or when an admin wants the worker to take
 * none (lib/workers).
 */
export async function claimJob(workerId: string, leaseMs: number): Promise<ClaimedJob | null> {
  const { rows } = await databasePool().query<ClaimedJob>({
    name: 'claim-job',
    text: `
      WITH claimed AS (
        UPDATE job SET state = 'running', worker_id = $1, lease_token = gen_random_uuid(),
          lease_expires_at = now() + $2 * interval '1 millisecond',
          started_at = coalesce(started_at, now()), deliveries = deliveries + 1
        WHERE id = (
          SELECT id FROM job WHERE state = 'queued'
            AND NOT EXISTS (SELECT FROM worker WHERE id = $1 AND (draining OR restart IS NOT NULL))
          ORDER BY priority DESC, place
          FOR UPDATE SKIP LOCKED LIMIT 1)
        RETURNING *
      )
      SELECT claimed.id, claimed.user_id AS "userId", u.name AS "userName", claimed.request,
        claimed.lease_token AS "leaseToken", claimed.deliveries AS delivery, claimed.skips,
        claimed.started_at AS "startedAt",
        ${announce('claimed', 'state')}
      FROM claimed JOIN user_account u ON u.id = claimed.user_id`,
    values: [workerId, leaseMs],
  });
  return rows[0] ?? null;
}
