import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase } from '@/lib/db/testing';
import { addPerson, aRequest } from '@/lib/jobs/testing';
import { usageByDay, usageEver } from './usage-by-day';

useTestDatabase();

async function anEntry(userId: string, at: string, deviceMs: string, pictures = 1): Promise<void> {
  const jobId = randomUUID();
  await databasePool().query(
    'INSERT INTO job (id, user_id, request, task_id) VALUES ($1, $2, $3, gen_random_uuid())',
    [jobId, userId, JSON.stringify(aRequest())],
  );
  await databasePool().query(
    'INSERT INTO ledger_entry (user_id, job_id, device_ms, pictures, created_at) VALUES ($1, $2, $3, $4, $5)',
    [userId, jobId, deviceMs, pictures, at],
  );
}

const days = (from: string, to: string) => ({ from: new Date(from), to: new Date(to) });

test('days are UTC days, half-open, in order, with zeros for days without use', async () => {
  const userId = await addPerson();
  await anEntry(userId, '2026-03-01T00:00:00.000Z', '100.001', 2);
  await anEntry(userId, '2026-03-01T23:59:59.999Z', '0.002');
  await anEntry(userId, '2026-03-02T00:00:00.000Z', '7');
  await anEntry(userId, '2026-03-04T00:00:00.000Z', '9999');
  await anEntry(userId, '2026-02-28T23:59:59.999Z', '9999');
  expect(await usageByDay(userId, days('2026-03-01', '2026-03-04'))).toEqual([
    { day: '2026-03-01', jobs: 2, pictures: 3, deviceMs: 100.003 },
    { day: '2026-03-02', jobs: 1, pictures: 1, deviceMs: 7 },
    { day: '2026-03-03', jobs: 0, pictures: 0, deviceMs: 0 },
  ]);
});

test('a period that begins and ends within days counts what lies in it', async () => {
  const userId = await addPerson();
  await anEntry(userId, '2026-03-01T10:00:00Z', '1');
  await anEntry(userId, '2026-03-01T12:00:00Z', '2');
  await anEntry(userId, '2026-03-02T12:00:00Z', '4');
  expect(await usageByDay(userId, days('2026-03-01T11:00:00Z', '2026-03-02T12:00:00Z'))).toEqual([
    { day: '2026-03-01', jobs: 1, pictures: 1, deviceMs: 2 },
    { day: '2026-03-02', jobs: 0, pictures: 0, deviceMs: 0 },
  ]);
});

test('days do not depend on the time zone of the session', async () => {
  const userId = await addPerson();
  await anEntry(userId, '2026-03-01T23:30:00Z', '1');
  await databasePool().query(
    `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET timezone TO ''Asia/Tokyo''', current_database()); END $$`,
  );
  await databasePool().query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
  const usage = await usageByDay(userId, days('2026-03-01', '2026-03-03'));
  expect(usage.map(({ day, jobs }) => [day, jobs])).toEqual([
    ['2026-03-01', 1],
    ['2026-03-02', 0],
  ]);
});

test('only one’s own use counts, and an empty period has no days', async () => {
  const [me, other] = [await addPerson(), await addPerson()];
  await anEntry(other, '2026-03-01T10:00:00Z', '1');
  expect(await usageByDay(me, days('2026-03-01', '2026-03-02'))).toEqual([
    { day: '2026-03-01', jobs: 0, pictures: 0, deviceMs: 0 },
  ]);
  expect(await usageByDay(me, days('2026-03-01', '2026-03-01'))).toEqual([]);
});

test('ever is all there is, and nothing is zero', async () => {
  const [me, other] = [await addPerson(), await addPerson()];
  await anEntry(me, '2019-03-01T10:00:00Z', '1.5', 2);
  await anEntry(me, '2031-03-01T10:00:00Z', '2.25');
  expect(await usageEver(me)).toEqual({ jobs: 2, pictures: 3, deviceMs: 3.75 });
  expect(await usageEver(other)).toEqual({ jobs: 0, pictures: 0, deviceMs: 0 });
});
