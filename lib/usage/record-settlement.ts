import type pg from 'pg';

export interface SettlementEntry {
  userId: string;
  jobId: string;
  /** Measured device milliseconds. */
  deviceMs: number;
  pictures: number;
}

/**
 * Writes the ledger's entry of a job, in the transaction that ends the job. The table allows one settlement a job and no
 * change: a second one throws and takes its transaction with it.
 */
export async function recordSettlement(
  client: pg.PoolClient,
  { userId, jobId, deviceMs, pictures }: SettlementEntry,
): Promise<void> {
  await client.query(
    'INSERT INTO ledger_entry (user_id, job_id, device_ms, pictures, created_at) VALUES ($1, $2, $3, $4, clock_timestamp())',
    [userId, jobId, deviceMs.toFixed(3), pictures],
  );
}
