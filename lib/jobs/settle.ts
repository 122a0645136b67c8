import type pg from 'pg';
import { inTransaction } from '@/lib/db/pool';
import type { MaskPictureKind } from '@/lib/generation/img2img';
import { recordSettlement } from '@/lib/usage/record-settlement';
import { announce } from './channels';
import { newId } from './job-id';
import type { Lease } from './lease';
import type { JobState } from './types';
import { keptWarnings } from './warnings';

/** A picture whose file is at its final place. */
export interface PlacedPicture {
  index: number;
  /** Relative to the data directory, with `/`. */
  path: string;
  saved: boolean;
  complete: boolean;
  width: number;
  height: number;
  seed: number;
  infotext: string;
  /** What the names of such grids begin with; absent: a picture that was drawn. */
  grid?: string;
  /** A picture of the mask that another one was drawn with. */
  mask?: MaskPictureKind;
}

export interface Settlement {
  /** Measured device milliseconds of this delivery. */
  deviceMs: number;
  /** The engine stopped early because the owner asked. */
  interrupted: boolean;
  /** What was left out of the pictures and why, a sentence each. */
  warnings?: readonly string[];
  /**
   * Moves the files to their places and says where. Runs inside the transaction, once the lease is known to be held,
   * so that a worker without a lease never publishes a file. May run again after a failed commit.
   */
  placePictures: (client: pg.PoolClient) => Promise<PlacedPicture[]>;
}

interface LockedJob {
  user_id: string;
  state: JobState;
}

/**
 * Ends a job that ran: pictures, ledger entry and state in one transaction. Settling again with the same lease answers
 * what the first time decided (the answer to a commit may have been lost). Null: the lease is lost, nothing was written.
 */
export function settleJob(lease: Lease, settlement: Settlement): Promise<JobState | null> {
  return inTransaction(async (client) => {
    const job = await lockJob(client, lease);
    if (job?.state !== 'running') return job?.state ?? null;
    const pictures = await settlement.placePictures(client);
    await insertPictures(client, lease.id, job.user_id, pictures);
    await recordSettlement(client, {
      userId: job.user_id,
      jobId: lease.id,
      deviceMs: settlement.deviceMs,
      pictures: pictures.filter(({ grid, mask }) => !grid && !mask).length,
    });
    const state = settlement.interrupted && pictures.length === 0 ? 'canceled' : 'succeeded';
    await endJob(client, lease.id, state, settlement);
    return state;
  });
}

/** The job's row, locked, when the lease is the one it was last claimed with. */
async function lockJob(client: pg.PoolClient, { id, leaseToken }: Lease): Promise<LockedJob | undefined> {
  const { rows } = await client.query<LockedJob>(
    'SELECT user_id, state FROM job WHERE id = $1 AND lease_token = $2 FOR UPDATE',
    [id, leaseToken],
  );
  return rows[0];
}

async function insertPictures(
  client: pg.PoolClient,
  jobId: string,
  userId: string,
  pictures: PlacedPicture[],
): Promise<void> {
  if (pictures.length === 0) return;
  const rows = pictures.map((picture) => ({ id: newId(), ...picture }));
  await client.query(
    `INSERT INTO picture (id, user_id, job_id, kind, index, path, saved, complete, width, height, seed, infotext)
     SELECT r.id, $1, $2, coalesce((SELECT request ->> 'kind' FROM job WHERE id = $2), 'txt2img'), r.index, r.path, r.saved, r.complete, r.width, r.height, r.seed, r.infotext
     FROM json_to_recordset($3) AS r(id uuid, index int, path text, saved boolean, complete boolean, width int,
       height int, seed bigint, infotext text)`,
    [userId, jobId, JSON.stringify(rows)],
  );
}

async function endJob(
  client: pg.PoolClient,
  id: string,
  state: JobState,
  { deviceMs, interrupted, warnings = [] }: Settlement,
): Promise<void> {
  await client.query(
    `WITH gone AS (DELETE FROM job_progress WHERE job_id = $1),
     ended AS (
       UPDATE job SET state = $2, interrupted = $3, device_ms = $4, warnings = $5,
         finished_at = clock_timestamp(), lease_expires_at = NULL
       WHERE id = $1 RETURNING id, user_id, state
     )
     SELECT ${announce('ended', 'state')} FROM ended`,
    [id, state, interrupted, deviceMs.toFixed(3), keptWarnings(warnings)],
  );
}
