import { setTimeout as delay } from 'node:timers/promises';
import { databasePool } from '@/lib/db/pool';

/** Asks the workers to look at the model folders now: at all, or with somebody's id at theirs and the shared one. */
export const CATALOG = 'catalog';

const LOOK_EVERY_MS = 50;
const LONGEST_WAIT_MS = 5_000;

/** Has all model folders read again soon, by whichever worker is free to. */
export async function requestRescan(): Promise<void> {
  await databasePool().query(`SELECT pg_notify('${CATALOG}', '')`);
}

/**
 * Has the folders that somebody sees read again, and waits for it. While no worker runs there is nobody to read them: then
 * this gives up after a while.
 *
 * @param longestMs how long it waits at most
 * @returns whether a scan that began after this call has ended
 */
export async function rescanFor(
  ownerId: string,
  signal?: AbortSignal,
  longestMs = LONGEST_WAIT_MS,
): Promise<boolean> {
  const { rows } = await databasePool().query<{ at: string }>(
    `INSERT INTO catalog_request AS r (owner_id, requested_at) VALUES ($1, clock_timestamp())
     ON CONFLICT (owner_id) DO UPDATE SET requested_at = excluded.requested_at
     RETURNING requested_at::text AS at, pg_notify('${CATALOG}', owner_id::text)`,
    [ownerId],
  );
  const until = performance.now() + longestMs;
  while (performance.now() < until) {
    const found = await databasePool().query(
      'SELECT 1 FROM catalog_request WHERE owner_id = $1 AND scanned_at >= $2::timestamptz',
      [ownerId, rows[0]!.at],
    );
    if (found.rowCount) return true;
    await delay(LOOK_EVERY_MS, undefined, { signal });
  }
  return false;
}

/** Tells those who wait that a scan has ended which began at `began` (of the database). @param owners all when absent */
export async function tellScanned(began: string, owners?: readonly string[]): Promise<void> {
  await databasePool().query(
    `UPDATE catalog_request SET scanned_at = $1::timestamptz
      WHERE ($2::uuid[] IS NULL OR owner_id = ANY($2)) AND requested_at <= $1::timestamptz`,
    [began, owners ?? null],
  );
}
