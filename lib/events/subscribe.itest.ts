import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase } from '@/lib/db/testing';
import { onJobChange } from '@/lib/jobs/changes';
import { claimJob } from '@/lib/jobs/claim';
import { interruptJobs } from '@/lib/jobs/interrupt';
import { reportProgress } from '@/lib/jobs/report-progress';
import { settleJob } from '@/lib/jobs/settle';
import { submitJob } from '@/lib/jobs/submit';
import { addPerson, aRequest, emptyQueue, LEASE } from '@/lib/jobs/testing';
import { changeOptions } from '@/lib/options';
import type { StudioEvent } from './studio-event';
import { subscribe } from './subscribe';

useTestDatabase();
beforeEach(async () => {
  await emptyQueue();
  // Listening, before anything happens.
  (await onJobChange(() => {}))();
});

/** Collects a user's events and waits for one. */
function watching(userId: string) {
  const events: StudioEvent[] = [];
  let check = () => {};
  const stop = subscribe(userId, (event) => {
    events.push(event);
    check();
  });
  const until = (holds: (event: StudioEvent) => boolean) =>
    new Promise<StudioEvent>((resolve) => {
      check = () => {
        const found = events.find(holds);
        if (found) resolve(found);
      };
      check();
    });
  return { events, until, stop };
}

const jobIs = (state: string) => (event: StudioEvent) => event.type === 'job' && event.job.state === state;
const done = { deviceMs: 1, interrupted: false, placePictures: async () => [] };

// First, because a connection that was lost in another test tells everybody when it is back.
test('who sees a model is told that it came, changed or went; of one’s own nobody else is', async () => {
  const [ann, bob] = [await addPerson('ann-models'), await addPerson('bob-models')];
  const [anns, bobs] = [watching(ann), watching(bob)];
  const put = (ownerId: string | null) =>
    databasePool().query(
      `INSERT INTO model (id, kind, place, owner_id, path, name, size, modified_at)
       VALUES (gen_random_uuid(), 'lora', 'lora', $1, $2, 'x', 1, now())`,
      [ownerId, `${randomUUID()}.safetensors`],
    );
  // Whoever hears of their own is listening.
  const afterAnother = async () => {
    await put(ann);
    return anns.events;
  };
  await expect.poll(afterAnother).toContainEqual({ type: 'models' });
  expect(bobs.events).toEqual([]);
  anns.events.length = 0;
  await put(null);
  await Promise.all([anns, bobs].map(({ until }) => until(({ type }) => type === 'models')));
  anns.stop();
  bobs.stop();
});

test('who changed an option, in another tab or by a program, hears of it; nobody else does', async () => {
  const [ann, bob] = [await addPerson(), await addPerson()];
  const [anns, bobs] = [watching(ann), watching(bob)];
  const afterAnother = async () => {
    await changeOptions(ann, { s_noise: Math.random() });
    return anns.events;
  };
  await expect.poll(afterAnother).toContainEqual({ type: 'options' });
  expect(bobs.events).toEqual([]);
  anns.stop();
  bobs.stop();
});

test('the owner hears of every state of a job, and of its progress', async () => {
  const userId = await addPerson();
  const owner = watching(userId);
  const { id } = await submitJob({ userId, request: aRequest() });
  expect(await owner.until(jobIs('queued'))).toMatchObject({ job: { id, position: 1 } });
  const claimed = (await claimJob(randomUUID(), LEASE))!;
  await owner.until(jobIs('running'));
  await reportProgress(claimed, { phase: 'denoising', batch: 0, batches: 1, step: 5, steps: 20, eta: 1 });
  await owner.until((event) => event.type === 'job' && event.job.progress?.step === 5);
  await settleJob(claimed, done);
  expect(await owner.until(jobIs('succeeded'))).toMatchObject({ job: { id, progress: null } });
  owner.stop();
});

test('nobody else hears of it', async () => {
  const [me, other] = [await addPerson(), await addPerson()];
  const [mine, theirs] = [watching(me), watching(other)];
  await submitJob({ userId: me, request: aRequest({ prompt: 'secret' }) });
  await interruptJobs(me);
  await mine.until(jobIs('canceled'));
  const { id } = await submitJob({ userId: other, request: aRequest() });
  await theirs.until(jobIs('queued'));
  const heard = theirs.events.map((event) => (event.type === 'job' ? event.job.id : event.type));
  expect(new Set(heard)).toEqual(new Set([id]));
  mine.stop();
  theirs.stop();
});

test('who waits hears that the queue moves, although nothing happened to their own job', async () => {
  const [me, other] = [await addPerson(), await addPerson()];
  await submitJob({ userId: other, request: aRequest() });
  const mine = watching(me);
  await submitJob({ userId: me, request: aRequest() });
  await mine.until((event) => event.type === 'job' && event.job.position === 2);
  await interruptJobs(other);
  await mine.until((event) => event.type === 'job' && event.job.position === 1);
  mine.stop();
});

test('two pages of one person both hear; one that was closed hears no more', async () => {
  const userId = await addPerson();
  const [first, second] = [watching(userId), watching(userId)];
  await submitJob({ userId, request: aRequest() });
  await Promise.all([first.until(jobIs('queued')), second.until(jobIs('queued'))]);
  first.stop();
  const heard = first.events.length;
  await interruptJobs(userId);
  await second.until(jobIs('canceled'));
  expect(first.events).toHaveLength(heard);
  second.stop();
});

test('after a loss of the database’s connections everybody is asked to refresh, and events flow again', async () => {
  const userId = await addPerson();
  const owner = watching(userId);
  await databasePool().query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  await owner.until(({ type }) => type === 'refresh');
  await submitJob({ userId, request: aRequest() });
  await owner.until(jobIs('queued'));
  owner.stop();
});
