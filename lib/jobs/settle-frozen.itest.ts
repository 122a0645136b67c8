import type { PoolClient } from 'pg';
import { expect, test } from 'vitest';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase } from '@/lib/db/testing';
import { claimJob } from './claim';
import { isDatabaseAway } from './database-away';
import { rescueJobs } from './rescue';
import { settleJob } from './settle';
import { addPerson, aRunningJob, LEASE, ledgerOf, letLeaseRunOut } from './testing';

useTestDatabase();

/** Stands still inside its transaction, as a stopped process does, until the server has ended its session. */
async function freeze(client: PoolClient): Promise<void> {
  const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
  await client.query(`SET LOCAL idle_in_transaction_session_timeout = '50ms'`);
  const sessions = async () => {
    const { rowCount } = await databasePool().query('SELECT FROM pg_stat_activity WHERE pid = $1', [
      rows[0].pid,
    ]);
    return rowCount;
  };
  await expect.poll(sessions).toBe(0);
}

test('a process frozen while it settles loses the row to others, and hears on waking that it may ask again', async () => {
  const userId = await addPerson();
  const { claimed } = await aRunningJob(userId);
  const settlement = { deviceMs: 5, interrupted: false };
  await letLeaseRunOut(claimed.id);
  const frozen = settleJob(claimed, {
    ...settlement,
    placePictures: async (client) => {
      // Its row is locked, so nobody can take it…
      expect(await rescueJobs()).toEqual([]);
      await freeze(client);
      // …until the server gives the transaction up.
      expect(await rescueJobs()).toMatchObject([{ id: claimed.id, state: 'queued' }]);
      return [];
    },
  });
  await expect(frozen).rejects.toSatisfy(isDatabaseAway);
  const again = (await claimJob(claimed.id, LEASE))!;
  expect(await settleJob(claimed, { ...settlement, placePictures: async () => [] })).toBeNull();
  expect(await settleJob(again, { ...settlement, placePictures: async () => [] })).toBe('succeeded');
  expect(await ledgerOf(claimed.id)).toHaveLength(1);
});
