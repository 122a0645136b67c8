import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { useTestDatabase } from '@/lib/db/testing';
import { claimJob } from './claim';
import { failJob, type JobFailure } from './fail';
import { findJob } from './find';
import { handBackJob } from './hand-back';
import { interruptJobs } from './interrupt';
import { reportProgress } from './report-progress';
import { rescueJobs } from './rescue';
import { settleJob } from './settle';
import { submitJob } from './submit';
import { addPerson, aRequest, aRunningJob, emptyQueue, LEASE, ledgerOf, letLeaseRunOut } from './testing';

useTestDatabase();
beforeEach(emptyQueue);

const failure = (changes: Partial<JobFailure> = {}): JobFailure => ({
  code: 'engine_crashed',
  message: 'This job stopped its engine. Try a smaller size.',
  retryable: false,
  billedMs: null,
  deviceMs: 250,
  ...changes,
});

test('a final failure keeps the request and says what to do', async () => {
  const userId = await addPerson();
  const { claimed } = await aRunningJob(userId);
  expect(await failJob(claimed, failure())).toBe('failed');
  const view = await findJob(userId, claimed.id);
  expect(view).toMatchObject({
    state: 'failed',
    request: claimed.request,
    error: { code: 'engine_crashed', message: 'This job stopped its engine. Try a smaller size.' },
    deviceMs: 250,
  });
  expect(view?.finishedAt).not.toBeNull();
});

test('our failures are not billed, those of the request are, once', async () => {
  const userId = await addPerson();
  const ours = (await aRunningJob(userId)).claimed;
  await failJob(ours, failure());
  expect(await ledgerOf(ours.id)).toEqual([]);
  const theirs = (await aRunningJob(userId)).claimed;
  expect(await failJob(theirs, failure({ billedMs: 250 }))).toBe('failed');
  expect(await failJob(theirs, failure({ billedMs: 250 }))).toBeNull();
  expect(await ledgerOf(theirs.id)).toEqual([{ job_id: theirs.id, device_ms: '250.000', pictures: 0 }]);
});

test('a retryable failure goes back to its old place in the queue until the deliveries are spent', async () => {
  const userId = await addPerson();
  const { claimed } = await aRunningJob(userId);
  await submitJob({ userId, request: aRequest() });
  const retryable = failure({ retryable: true });
  let current = claimed;
  for (const delivery of [1, 2]) {
    expect(current.delivery).toBe(delivery);
    expect(await failJob(current, retryable)).toBe('queued');
    expect(await findJob(userId, claimed.id)).toMatchObject({
      state: 'queued',
      position: 1,
      error: null,
      finishedAt: null,
    });
    current = (await claimJob(randomUUID(), LEASE))!;
    expect(current.id).toBe(claimed.id);
  }
  expect(await failJob(current, retryable)).toBe('failed');
  expect(await ledgerOf(claimed.id)).toEqual([]);
});

test('a job that failed twice and ends well is billed once, for the delivery that ended well', async () => {
  const { claimed } = await aRunningJob(await addPerson());
  await failJob(claimed, failure({ retryable: true, deviceMs: 900 }));
  const second = (await claimJob(randomUUID(), LEASE))!;
  await settleJob(second, { deviceMs: 100, interrupted: false, placePictures: async () => [] });
  expect(await ledgerOf(claimed.id)).toEqual([{ job_id: claimed.id, device_ms: '100.000', pictures: 0 }]);
});

test('a retry makes no sense to an owner who asked to stop: canceled', async () => {
  const userId = await addPerson();
  const { claimed } = await aRunningJob(userId);
  await interruptJobs(userId);
  expect(await failJob(claimed, failure({ retryable: true }))).toBe('canceled');
  expect(await findJob(userId, claimed.id)).toMatchObject({
    state: 'canceled',
    interrupted: true,
    error: null,
  });
});

test('a failure that comes after the lease was lost changes nothing', async () => {
  const userId = await addPerson();
  const { claimed } = await aRunningJob(userId);
  await letLeaseRunOut(claimed.id);
  await rescueJobs();
  expect(await failJob(claimed, failure({ billedMs: 250 }))).toBeNull();
  expect(await findJob(userId, claimed.id)).toMatchObject({ state: 'queued', error: null });
  expect(await ledgerOf(claimed.id)).toEqual([]);
});

test('handing back costs no delivery, however often', async () => {
  const userId = await addPerson();
  const { claimed } = await aRunningJob(userId);
  let current = claimed;
  for (let i = 0; i < 5; i++) {
    await reportProgress(current, { phase: 'denoising', batch: 0, batches: 1, step: 3, steps: 20, eta: 1 });
    expect(await handBackJob(current)).toBe('queued');
    expect(await findJob(userId, claimed.id)).toMatchObject({ state: 'queued', position: 1, progress: null });
    const next = (await claimJob(randomUUID(), LEASE))!;
    expect(next.delivery).toBe(current.delivery + 1);
    current = next;
  }
  expect(await failJob(current, failure({ retryable: true }))).toBe('queued');
});

test('handing back a job whose owner asked to stop cancels it; without the lease it does nothing', async () => {
  const userId = await addPerson();
  const { claimed } = await aRunningJob(userId);
  await interruptJobs(userId);
  expect(await handBackJob({ ...claimed, leaseToken: randomUUID() })).toBeNull();
  expect(await handBackJob(claimed)).toBe('canceled');
  expect(await handBackJob(claimed)).toBeNull();
});
