import type pg from 'pg';

/** Notes that somebody’s folder grew or shrank, in the transaction that has it so. Nothing when it was never counted. */
export async function addStorage(client: pg.PoolClient, userId: string, bytes: number): Promise<void> {
  await client.query('UPDATE storage_use SET bytes = greatest(0, bytes + $2) WHERE user_id = $1', [
    userId,
    bytes,
  ]);
}
