import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase } from '@/lib/db/testing';
import { claimJob } from './claim';
import { findJob } from './find';
import { submitJob } from './submit';
import { addPerson, aRequest, emptyQueue, LEASE } from './testing';

useTestDatabase();
beforeEach(emptyQueue);

test('an empty queue gives nothing', async () => {
  expect(await claimJob(randomUUID(), LEASE)).toBeNull();
});

test('a claimed job runs, under a lease by the database’s clock', async () => {
  const userId = await addPerson('ada');
  const request = aRequest();
  const { id } = await submitJob({ userId, request });
  const worker = randomUUID();
  const claimed = await claimJob(worker, LEASE);
  expect(claimed).toMatchObject({ id, userId, userName: 'ada', request, delivery: 1, skips: 0 });
  const view = await findJob(userId, id);
  expect(view).toMatchObject({ state: 'running', position: null });
  expect(view?.startedAt).not.toBeNull();
  const { rows } = await databasePool().query(
    `SELECT worker_id, extract(epoch FROM lease_expires_at - now()) * 1000 AS left FROM job WHERE id = $1`,
    [id],
  );
  expect(rows[0].worker_id).toBe(worker);
  expect(Number(rows[0].left)).toBeGreaterThan(LEASE - 5_000);
  expect(Number(rows[0].left)).toBeLessThanOrEqual(LEASE);
});

test('twenty workers that claim at once get every job exactly once', async () => {
  const userId = await addPerson();
  const jobs = await submitMany(userId, 50);
  const claimUntilEmpty = async () => {
    const worker = randomUUID();
    const mine: string[] = [];
    for (let job = await claimJob(worker, LEASE); job; job = await claimJob(worker, LEASE)) mine.push(job.id);
    return mine;
  };
  const claims = (await Promise.all(Array.from({ length: 20 }, claimUntilEmpty))).flat();
  expect(claims.toSorted()).toEqual(jobs.toSorted());
});

test('jobs are served by priority, then first come first served, whatever the order they came in', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 1, maxLength: 12 }),
      async (priorities) => {
        const userId = await addPerson();
        const submitted: { id: string; priority: number; place: number }[] = [];
        for (const [place, priority] of priorities.entries()) {
          const { id } = await submitJob({ userId, request: aRequest(), priority });
          submitted.push({ id, priority, place });
        }
        const expected = submitted
          .toSorted((a, b) => b.priority - a.priority || a.place - b.place)
          .map(({ id }) => id);
        const positions = await Promise.all(
          expected.map(async (id) => (await findJob(userId, id))?.position),
        );
        expect(positions).toEqual(expected.map((_, place) => place + 1));
        expect(await claimMany(priorities.length)).toEqual(expected);
      },
    ),
    { numRuns: 25 },
  );
});

test('positions close up when the first one starts', async () => {
  const userId = await addPerson();
  const [first, second, third] = await submitMany(userId, 3);
  await claimJob(randomUUID(), LEASE);
  const positions = await Promise.all(
    [first!, second!, third!].map(async (id) => (await findJob(userId, id))?.position),
  );
  expect(positions).toEqual([null, 1, 2]);
});

async function submitMany(userId: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) ids.push((await submitJob({ userId, request: aRequest() })).id);
  return ids;
}

async function claimMany(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) ids.push((await claimJob(randomUUID(), LEASE))!.id);
  return ids;
}
