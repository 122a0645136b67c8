import { databasePool } from '@/lib/db/pool';

/** How many jobs wait, everybody's. */
export async function queueLength(): Promise<number> {
  const { rows } = await databasePool().query<{ total: number }>(
    `SELECT count(*)::int AS total FROM job WHERE state = 'queued'`,
  );
  return rows[0]!.total;
}
