import { beforeEach, expect, test } from 'vitest';
import { listen } from '@/lib/db/notifications';
import { useTestDatabase } from '@/lib/db/testing';
import { JOB_CONTROL } from './channels';
import { failJob } from './fail';
import { currentJob, findJob, listJobs } from './find';
import { interruptJobs } from './interrupt';
import { renewLease } from './renew-lease';
import { settleJob } from './settle';
import { skipBatch } from './skip-batch';
import { submitJob } from './submit';
import { addPerson, aRequest, aRunningJob, emptyQueue, LEASE } from './testing';

useTestDatabase();
beforeEach(emptyQueue);

const submit = (userId: string, taskId?: string) =>
  submitJob({ userId, request: aRequest(), ...(taskId ? { taskId } : {}) });

test('a waiting job is canceled at once', async () => {
  const userId = await addPerson();
  const { id } = await submit(userId);
  expect(await interruptJobs(userId, id)).toBe(1);
  const view = await findJob(userId, id);
  expect(view).toMatchObject({
    state: 'canceled',
    interrupted: true,
    startedAt: null,
    error: null,
    position: null,
  });
  expect(view?.finishedAt).not.toBeNull();
});

test('a running job keeps running, and its worker is told', async () => {
  const userId = await addPerson();
  const { claimed } = await aRunningJob(userId);
  let tell: (id: string) => void = () => {};
  const told = new Promise<string>((resolve) => {
    tell = resolve;
  });
  const stop = await listen([JOB_CONTROL], (_, id) => tell(id));
  expect(await renewLease(claimed, LEASE)).toEqual({ interrupted: false, skips: 0 });
  expect(await interruptJobs(userId, claimed.id)).toBe(1);
  expect(await told).toBe(claimed.id);
  await stop();
  expect(await renewLease(claimed, LEASE)).toEqual({ interrupted: true, skips: 0 });
  expect(await findJob(userId, claimed.id)).toMatchObject({ state: 'running', interrupted: false });
});

test.each(['succeeded', 'failed', 'canceled'] as const)(
  'a job that has %s is left as it is',
  async (state) => {
    const userId = await addPerson();
    const { claimed } = await aRunningJob(userId);
    if (state === 'failed') {
      await failJob(claimed, { code: 'x', message: 'x', retryable: false, billedMs: null, deviceMs: 0 });
    } else {
      const interrupted = state === 'canceled';
      await settleJob(claimed, { deviceMs: 1, interrupted, placePictures: async () => [] });
    }
    const before = await findJob(userId, claimed.id);
    expect(before?.state).toBe(state);
    expect(await interruptJobs(userId, claimed.id)).toBe(0);
    expect(await skipBatch(userId, claimed.id)).toBe(0);
    expect(await findJob(userId, claimed.id)).toEqual(before);
  },
);

test('without an id all of one’s own jobs stop, and nobody else’s', async () => {
  const [me, other] = [await addPerson(), await addPerson()];
  await aRunningJob(me);
  const waiting = [await submit(me), await submit(me)];
  const theirs = await submit(other);
  expect(await interruptJobs(me)).toBe(3);
  for (const { id } of waiting) expect(await findJob(me, id)).toMatchObject({ state: 'canceled' });
  expect(await findJob(other, theirs.id)).toMatchObject({ state: 'queued' });
  expect(await interruptJobs(me, theirs.id)).toBe(0);
  expect(await findJob(other, theirs.id)).toMatchObject({ state: 'queued' });
});

test('jobs are found by task id too, the newest of that name, and only one’s own', async () => {
  const [me, other] = [await addPerson(), await addPerson()];
  await submit(me, 'task(same)');
  const newer = await submit(me, 'task(same)');
  await submit(other, 'task(theirs)');
  expect((await findJob(me, 'task(same)'))?.id).toBe(newer.id);
  expect(await findJob(me, 'task(theirs)')).toBeNull();
  expect(await findJob(me, 'not a task')).toBeNull();
  expect(await interruptJobs(me, 'task(same)')).toBe(2);
});

test('skipping is told to running jobs only, and counted', async () => {
  const userId = await addPerson();
  const { claimed } = await aRunningJob(userId);
  const waiting = await submit(userId);
  expect(await skipBatch(userId, waiting.id)).toBe(0);
  expect(await skipBatch(userId)).toBe(1);
  expect(await skipBatch(userId, claimed.id)).toBe(1);
  expect(await renewLease(claimed, LEASE)).toEqual({ interrupted: false, skips: 2 });
});

test('the current job is the running one, else the next, else none', async () => {
  const userId = await addPerson();
  expect(await currentJob(userId)).toBeNull();
  const first = await aRunningJob(userId);
  const second = await submit(userId);
  await submit(userId);
  expect((await currentJob(userId))?.id).toBe(first.view.id);
  await settleJob(first.claimed, { deviceMs: 1, interrupted: false, placePictures: async () => [] });
  expect((await currentJob(userId))?.id).toBe(second.id);
});

test('lists are newest first, filtered and limited', async () => {
  const userId = await addPerson();
  const ids = [await submit(userId), await submit(userId), await submit(userId)].map(({ id }) => id);
  await interruptJobs(userId, ids[1]);
  const listed = async (options: Parameters<typeof listJobs>[1]) =>
    (await listJobs(userId, options)).map(({ id }) => id);
  expect(await listed({ limit: 10 })).toEqual(ids.toReversed());
  expect(await listed({ limit: 1 })).toEqual([ids[2]]);
  expect(await listed({ states: ['queued'], limit: 10 })).toEqual([ids[2], ids[0]]);
  expect(await listed({ states: ['failed'], limit: 10 })).toEqual([]);
});
