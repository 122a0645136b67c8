import pg from 'pg';
import { afterEach, expect, test, vi } from 'vitest';
import { listen, notify } from './notifications';
import { databasePool, inTransaction } from './pool';
import { useTestDatabase } from './testing';

useTestDatabase();

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function hear(channel: string, onReconnect?: () => void): Promise<string[]> {
  const heard: string[] = [];
  stops.push(await listen([channel], (_channel, payload) => heard.push(payload), { onReconnect }));
  return heard;
}

test('a notification reaches every listener of its channel only', async () => {
  const [one, two, other] = [await hear('a'), await hear('a'), await hear('b')];
  await notify(databasePool(), 'a', 'x');
  await notify(databasePool(), 'b', 'y');
  await expect.poll(() => [one, two, other]).toEqual([['x'], ['x'], ['y']]);
});

test('what is rolled back is never heard', async () => {
  const heard = await hear('a');
  const failed = inTransaction(async (client) => {
    await notify(client, 'a', 'never');
    throw new Error('undo');
  });
  await expect(failed).rejects.toThrow('undo');
  await notify(databasePool(), 'a', 'after');
  await expect.poll(() => heard).toEqual(['after']);
});

test('a broken connection is replaced, and the listener is told that it may have missed something', async () => {
  const onReconnect = vi.fn();
  const heard = await hear('weird "channel', onReconnect);
  const broken = await databasePool().query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND query LIKE 'LISTEN%'`,
  );
  expect(broken.rowCount).toBe(1);
  await expect.poll(() => onReconnect.mock.calls).toHaveLength(1);
  await notify(databasePool(), 'weird "channel', 'again');
  await expect.poll(() => heard).toEqual(['again']);
});

test('7999 bytes fit and 8000 are refused', async () => {
  const heard = await hear('a');
  await notify(databasePool(), 'a', `${'é'.repeat(3999)}!`);
  await expect.poll(() => heard[0]?.length).toBe(4000);
  await expect(notify(databasePool(), 'a', 'é'.repeat(4000))).rejects.toThrow('8000 bytes');
});

test('no database at the first connection is an error of the caller', async () => {
  const { port } = new pg.Client({ connectionString: process.env.DATABASE_URL });
  vi.stubEnv('DATABASE_URL', `postgresql://nobody@localhost:${port}/x?host=/nowhere`);
  await expect(listen(['a'], () => {})).rejects.toThrow('ENOENT');
});
