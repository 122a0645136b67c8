import { databasePool } from '@/lib/db/pool';
import { announce } from './channels';
import type { Lease } from './lease';
import type { JobProgressView } from './types';

export interface Progress extends Omit<JobProgressView, 'previewNo' | 'preview'> {
  /** PNG of the newest preview; undefined leaves the last one in place. */
  preview?: Buffer;
}

/** Writes how far a running job is and tells its owner. Call it a few times a second, not at every step. False: the lease is lost. */
export async function reportProgress({ id, leaseToken }: Lease, progress: Progress): Promise<boolean> {
  const { rowCount } = await databasePool().query(
    `WITH mine AS (SELECT id, user_id FROM job WHERE id = $1 AND lease_token = $2 AND state = 'running'),
     written AS (
       INSERT INTO job_progress AS g (job_id, phase, batch, batches, step, steps, eta, preview, preview_no, updated_at)
       SELECT id, $3, $4, $5, $6, $7, $8, $9::bytea, CASE WHEN $9::bytea IS NULL THEN 0 ELSE 1 END, now() FROM mine
       ON CONFLICT (job_id) DO UPDATE SET phase = excluded.phase, batch = excluded.batch, batches = excluded.batches,
         step = excluded.step, steps = excluded.steps, eta = excluded.eta, updated_at = now(),
         preview = coalesce(excluded.preview, g.preview), preview_no = g.preview_no + excluded.preview_no
       RETURNING job_id
     )
     SELECT ${announce('mine', 'progress')} FROM mine JOIN written ON written.job_id = mine.id`,
    [
      id,
      leaseToken,
      progress.phase,
      progress.batch,
      progress.batches,
      progress.step,
      progress.steps,
      progress.eta,
      progress.preview ?? null,
    ],
  );
  return rowCount === 1;
}
