import { beforeEach, expect, test } from 'vitest';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase } from '@/lib/db/testing';
import { onJobChange } from './changes';
import { interruptJobs } from './interrupt';
import { settleJob } from './settle';
import { submitJob } from './submit';
import { addPerson, aRequest, aRunningJob, emptyQueue } from './testing';
import { waitForJob } from './wait';

useTestDatabase();
beforeEach(emptyQueue);

const done = { deviceMs: 1, interrupted: false, placePictures: async () => [] };

test('waiting ends with the job, by notification and not by poll', async () => {
  const userId = await addPerson();
  const { claimed } = await aRunningJob(userId);
  const waiting = waitForJob(userId, claimed.id);
  const started = performance.now();
  await settleJob(claimed, done);
  expect(await waiting).toMatchObject({ id: claimed.id, state: 'succeeded' });
  expect(performance.now() - started).toBeLessThan(10_000);
});

test('a job that has already ended is answered at once, also by task id', async () => {
  const userId = await addPerson();
  const job = await submitJob({ userId, request: aRequest(), taskId: 'task(x)' });
  await interruptJobs(userId);
  expect(await waitForJob(userId, 'task(x)')).toMatchObject({ id: job.id, state: 'canceled' });
});

test('somebody else’s job can’t be waited for', async () => {
  const { claimed } = await aRunningJob(await addPerson());
  await expect(waitForJob(await addPerson(), claimed.id)).rejects.toMatchObject({
    code: 'job_not_found',
    status: 404,
  });
});

test('an aborted wait ends with the reason and leaves the job alone', async () => {
  const userId = await addPerson();
  const { claimed } = await aRunningJob(userId);
  const controller = new AbortController();
  const waiting = waitForJob(userId, claimed.id, controller.signal);
  controller.abort(new Error('the client went away'));
  await expect(waiting).rejects.toThrow('the client went away');
  expect(await settleJob(claimed, done)).toBe('succeeded');
});

test('a wait outlives the loss of all connections to the database', async () => {
  const userId = await addPerson();
  const { claimed } = await aRunningJob(userId);
  (await onJobChange(() => {}))();
  const waiting = waitForJob(userId, claimed.id);
  await databasePool().query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
  await settleJob(claimed, done);
  expect(await waiting).toMatchObject({ state: 'succeeded' });
});

test('twenty waiters of twenty jobs each get their own', async () => {
  const people = await Promise.all(Array.from({ length: 20 }, () => addPerson()));
  const jobs = [];
  for (const userId of people) jobs.push((await aRunningJob(userId)).claimed);
  const waits = jobs.map(({ userId, id }) => waitForJob(userId, id));
  await Promise.all(jobs.toReversed().map((job) => settleJob(job, done)));
  expect((await Promise.all(waits)).map(({ id }) => id)).toEqual(jobs.map(({ id }) => id));
});
