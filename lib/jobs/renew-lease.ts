import { databasePool } from '@/lib/db/pool';
import type { Lease } from './lease';

/** What the owner asked of a running job so far. */
export interface Control {
  interrupted: boolean;
  /** Batches asked to be skipped, ever; a rise is a new wish. */
  skips: number;
}

/**
 * The heartbeat: extends the lease, and brings the owner's wishes even when their notification was lost.
 * A lease that ran out but was given to nobody else is renewed. Null: the lease is lost.
 */
export async function renewLease({ id, leaseToken }: Lease, leaseMs: number): Promise<Control | null> {
  const { rows } = await databasePool().query<Control>(
    `UPDATE job SET lease_expires_at = now() + $3 * interval '1 millisecond'
     WHERE id = $1 AND lease_token = $2 AND state = 'running'
     RETURNING interrupt_at IS NOT NULL AS interrupted, skips`,
    [id, leaseToken, leaseMs],
  );
  return rows[0] ?? null;
}
