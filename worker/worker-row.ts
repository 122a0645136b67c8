import { hostname } from 'node:os';
import { databasePool } from '@/lib/db/pool';

/** A worker that has not been heard of for this long is no longer listed. */
const FORGOTTEN_AFTER = '10 minutes';

/** Says that this worker is here; called again and again. */
export async function announceWorker(id: string, device: string): Promise<void> {
  await databasePool().query(
    `WITH gone AS (DELETE FROM worker WHERE heartbeat_at < now() - $4::interval AND id <> $1)
     INSERT INTO worker (id, hostname, device) VALUES ($1, $2, $3)
     ON CONFLICT (id) DO UPDATE SET heartbeat_at = now()`,
    [id, hostname(), device, FORGOTTEN_AFTER],
  );
}

export async function removeWorker(id: string): Promise<void> {
  await databasePool().query('DELETE FROM worker WHERE id = $1', [id]);
}
