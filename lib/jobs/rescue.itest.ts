import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { inTransaction } from '@/lib/db/pool';
import { useTestDatabase } from '@/lib/db/testing';
import { claimJob } from './claim';
import { findJob } from './find';
import { interruptJobs } from './interrupt';
import { renewLease } from './renew-lease';
import { reportProgress } from './report-progress';
import { rescueJobs } from './rescue';
import { addPerson, aRunningJob, emptyQueue, LEASE, letLeaseRunOut } from './testing';

useTestDatabase();
beforeEach(emptyQueue);

const PROGRESS = { phase: 'denoising', batch: 0, batches: 1, step: 3, steps: 20, eta: 1 } as const;

test('a job under a valid lease is left alone', async () => {
  const { claimed } = await aRunningJob(await addPerson());
  expect(await rescueJobs()).toEqual([]);
  expect(await renewLease(claimed, LEASE)).not.toBeNull();
});

test('a job whose lease ran out is queued again, and its old worker can write nothing', async () => {
  const userId = await addPerson();
  const { claimed } = await aRunningJob(userId);
  await reportProgress(claimed, PROGRESS);
  await letLeaseRunOut(claimed.id);
  expect(await rescueJobs()).toEqual([{ id: claimed.id, state: 'queued', deliveries: 1 }]);
  expect(await findJob(userId, claimed.id)).toMatchObject({ state: 'queued', position: 1, progress: null });
  expect(await renewLease(claimed, LEASE)).toBeNull();
  expect(await reportProgress(claimed, PROGRESS)).toBe(false);
  expect(await rescueJobs()).toEqual([]);
});

test('a renewed lease is not rescued, even when it had run out', async () => {
  const { claimed } = await aRunningJob(await addPerson());
  await letLeaseRunOut(claimed.id);
  expect(await renewLease(claimed, LEASE)).toEqual({ interrupted: false, skips: 0 });
  expect(await rescueJobs()).toEqual([]);
});

test('a job that keeps losing its worker ends as failed and says so', async () => {
  const userId = await addPerson();
  const { claimed } = await aRunningJob(userId);
  for (const delivery of [1, 2]) {
    await letLeaseRunOut(claimed.id);
    expect(await rescueJobs()).toEqual([{ id: claimed.id, state: 'queued', deliveries: delivery }]);
    await claimJob(randomUUID(), LEASE);
  }
  await letLeaseRunOut(claimed.id);
  expect(await rescueJobs()).toEqual([{ id: claimed.id, state: 'failed', deliveries: 3 }]);
  const view = await findJob(userId, claimed.id);
  expect(view?.error?.code).toBe('worker_lost');
  expect(view?.error?.message).toMatch(/^This job stopped its worker 3 times/);
  expect(await claimJob(randomUUID(), LEASE)).toBeNull();
});

test('a lost job whose owner had asked to stop is canceled', async () => {
  const userId = await addPerson();
  const { claimed } = await aRunningJob(userId);
  await interruptJobs(userId);
  await letLeaseRunOut(claimed.id);
  expect(await rescueJobs()).toEqual([{ id: claimed.id, state: 'canceled', deliveries: 1 }]);
  expect(await findJob(userId, claimed.id)).toMatchObject({ state: 'canceled', interrupted: true });
});

test('a job that is being settled right now is not taken', async () => {
  const { claimed } = await aRunningJob(await addPerson());
  await letLeaseRunOut(claimed.id);
  await inTransaction(async (client) => {
    await client.query('SELECT 1 FROM job WHERE id = $1 FOR UPDATE', [claimed.id]);
    expect(await rescueJobs()).toEqual([]);
  });
  expect(await rescueJobs()).toHaveLength(1);
});

test('many rescuers at once take each job once', async () => {
  const jobs: string[] = [];
  for (let i = 0; i < 8; i++) jobs.push((await aRunningJob(await addPerson())).claimed.id);
  for (const id of jobs) await letLeaseRunOut(id);
  const rescued = (await Promise.all(Array.from({ length: 6 }, () => rescueJobs()))).flat();
  expect(rescued.map(({ id }) => id).toSorted()).toEqual(jobs.toSorted());
});
