import type pg from 'pg';

export interface SettlementEntry {
  userId: string;
  jobId: string;
  /** Measured device milliseconds. */
  deviceMs: number;
  pictures: number;
}

/**
 * Writes the ledger's entry of a job, in the transaction that ends the job: on the team it was submitted for, with that
 * team's cost centre of this moment, so that moving a person rewrites no bill. The table allows one settlement a job and
 * no change: a second one throws and takes its transaction with it.
 */
export async function recordSettlement(
  client: pg.PoolClient,
  { userId, jobId, deviceMs, pictures }: SettlementEntry,
): Promise<void> {
  await client.query(
    `INSERT INTO ledger_entry (user_id, job_id, team_id, cost_centre, device_ms, pictures, created_at)
       SELECT $1, j.id, j.team_id, t.cost_centre, $3, $4, clock_timestamp()
       FROM job j LEFT JOIN team t ON t.id = j.team_id WHERE j.id = $2`,
    [userId, jobId, deviceMs.toFixed(3), pictures],
  );
}
