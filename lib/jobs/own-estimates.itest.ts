import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase } from '@/lib/db/testing';
import { ownEstimates } from './own-estimates';
import { reportProgress } from './report-progress';
import { settleJob } from './settle';
import { submitJob } from './submit';
import { addPerson, aRequest, aRunningJob } from './testing';

useTestDatabase();

test('one’s own jobs: when they start behind everybody’s, and how long they take', async () => {
  const [userId, other] = [await addPerson(), await addPerson()];
  const checkpoint = { id: randomUUID(), name: 'measured', hash: null };
  const request = aRequest({ checkpoint });
  expect(await ownEstimates(userId)).toEqual({ workers: 0, jobs: {} });
  const done = await aRunningJob(other, { request });
  await settleJob(done.claimed, { deviceMs: 4_000, interrupted: false, placePictures: async () => [] });
  await databasePool().query(
    `INSERT INTO worker (id, hostname, version, draining) VALUES (gen_random_uuid(), 'a', '1', false),
       (gen_random_uuid(), 'b', '1', true)`,
  );
  const { claimed } = await aRunningJob(other, { request });
  await reportProgress(claimed, { phase: 'denoising', batch: 0, batches: 1, step: 5, steps: 20, eta: 3 });
  await submitJob({ userId: other, request });
  const mine = await submitJob({ userId, request: aRequest({ checkpoint, n_iter: 2 }) });
  expect(await ownEstimates(userId)).toEqual({
    workers: 1,
    jobs: { [mine.id]: { startsIn: 7, takes: 8 } },
  });
  expect(Object.keys((await ownEstimates(other)).jobs)).toHaveLength(2);
});
