import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { listAuditEntries } from '@/lib/audit/list-entries';
import type { Actor } from '@/lib/audit/record-act';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { findJob } from './find';
import { interruptJobs } from './interrupt';
import { listQueue } from './list-queue';
import { reportProgress } from './report-progress';
import { settleJob } from './settle';
import { stopJob } from './stop-job';
import { submitJob } from './submit';
import { addPerson, aRequest, aRunningJob, emptyQueue } from './testing';

useTestDatabase();
useTestDataDir();
beforeEach(emptyQueue);

const admin = async (): Promise<Actor> => {
  const name = `admin-${randomUUID().slice(0, 8)}`;
  return { id: await addPerson(name), name, address: '10.0.0.1' };
};

async function addTeam(userId: string): Promise<string> {
  const id = randomUUID();
  await databasePool().query('INSERT INTO team (id, name, name_key) VALUES ($1, $2, $2)', [id, `team ${id}`]);
  await databasePool().query('UPDATE user_account SET team_id = $2 WHERE id = $1', [userId, id]);
  return id;
}

test('the queue of all: what runs and waits, whose it is and how far, not what it is about', async () => {
  const [ada, bob] = [await addPerson('ada'), await addPerson('bob')];
  const teamId = await addTeam(bob);
  const request = aRequest({ prompt: 'a secret', n_iter: 2, batch_size: 3, width: 512, height: 768 });
  const { claimed } = await aRunningJob(ada, { request });
  const step = { phase: 'denoising', batch: 0, batches: 2, step: 5, steps: 20, eta: 3 } as const;
  await reportProgress(claimed, step);
  const first = await submitJob({ userId: bob, request: aRequest() });
  const second = await submitJob({ userId: ada, request: aRequest() });
  const urgent = await submitJob({ userId: ada, request: aRequest(), priority: 1 });
  const all = await listQueue({}, 10);
  expect(all).toMatchObject({
    running: [
      {
        id: claimed.id,
        state: 'running',
        owner: { name: 'ada' },
        team: null,
        checkpoint: 'starter-v0',
        width: 512,
        height: 768,
        steps: 20,
        pictures: 6,
        position: null,
        stopping: false,
        progress: step,
      },
    ],
    waiting: [
      { id: urgent.id, position: 1 },
      { id: first.id, position: 2, owner: { name: 'bob' }, team: { id: teamId } },
      { id: second.id, position: 3 },
    ],
    waitingTotal: 3,
    next: null,
  });
  expect(JSON.stringify(all)).not.toContain('secret');
  const ids = async (filter: Parameters<typeof listQueue>[0]) => {
    const { running, waiting, waitingTotal } = await listQueue(filter, 10);
    return { running: running.length, waiting: waiting.map(({ position }) => position), waitingTotal };
  };
  // Filtered, each keeps its place among all.
  expect(await ids({ search: ' BO' })).toEqual({ running: 0, waiting: [2], waitingTotal: 1 });
  expect(await ids({ teamId })).toEqual({ running: 0, waiting: [2], waitingTotal: 1 });
  expect(await ids({ state: 'running' })).toEqual({ running: 1, waiting: [], waitingTotal: 0 });
  expect(await ids({ state: 'queued', search: 'ada' })).toEqual({
    running: 0,
    waiting: [1, 3],
    waitingTotal: 2,
  });
});

test('pages go on where the last one ended, also when its last job has left the queue', async () => {
  const userId = await addPerson();
  for (let i = 0; i < 5; i++) await submitJob({ userId, request: aRequest() });
  const first = await listQueue({}, 2);
  expect(first.waiting.map(({ position }) => position)).toEqual([1, 2]);
  await interruptJobs(userId, first.next!);
  const second = await listQueue({ after: first.next! }, 2);
  expect(second.waiting.map(({ position }) => position)).toEqual([2, 3]);
  const third = await listQueue({ after: second.next! }, 2);
  expect(third).toMatchObject({ waiting: [{ position: 4 }], next: null });
  expect(await listQueue({ after: randomUUID() }, 2)).toMatchObject({ waiting: [], next: null });
});

test('an admin stops a waiting job: the owner is told who did, the log knows', async () => {
  const [userId, actor] = [await addPerson('cem'), await admin()];
  const { id } = await submitJob({ userId, request: aRequest() });
  await stopJob(actor, id);
  const job = await findJob(userId, id);
  expect(job).toMatchObject({ state: 'canceled', interrupted: true, error: { code: 'stopped_by_admin' } });
  expect(job!.error!.message).toContain(`The admin ${actor.name} stopped this job.`);
  expect(await listAuditEntries({ action: 'job.stopped', search: actor.name }, 10)).toMatchObject([
    { actor: actor.name, target: 'cem', before: { state: 'queued' } },
  ]);
  await expect(stopJob(actor, id)).rejects.toMatchObject({ code: 'job_ended', status: 409 });
});

test('an admin stops a running job: what was made until then stays, with who stopped it', async () => {
  const [userId, actor] = [await addPerson(), await admin()];
  const { claimed } = await aRunningJob(userId);
  await stopJob(actor, claimed.id);
  expect((await listQueue({}, 10)).running).toMatchObject([{ id: claimed.id, stopping: true }]);
  const picture = { path: 'users/x.png', width: 8, height: 8, seed: 1, infotext: '', index: 0 };
  const placed = [{ ...picture, saved: true, complete: true }];
  await settleJob(claimed, { deviceMs: 1, interrupted: true, placePictures: async () => placed });
  const job = await findJob(userId, claimed.id);
  expect(job).toMatchObject({ state: 'succeeded', interrupted: true, error: null });
  expect(job!.warnings).toEqual([expect.stringContaining(actor.name)]);
});

test('who stops their own job there is not told about themselves; what is none is not found', async () => {
  const actor = await admin();
  const { id } = await submitJob({ userId: actor.id!, request: aRequest() });
  await stopJob(actor, id);
  expect(await findJob(actor.id!, id)).toMatchObject({ state: 'canceled', error: null });
  for (const other of [randomUUID(), 'x']) {
    await expect(stopJob(actor, other)).rejects.toMatchObject({ code: 'job_not_found', status: 404 });
  }
});

test('10,000 waiting jobs among 100,000 that ended: the jobs that wait are found by an index', async () => {
  const userId = await addPerson('many');
  await databasePool().query(
    `INSERT INTO job (id, user_id, task_id, state, request, created_at)
     SELECT gen_random_uuid(), $1, 't', (CASE WHEN n % 11 = 0 THEN 'queued' ELSE 'succeeded' END)::job_state, $2,
       now() - n * interval '1 second' FROM generate_series(1, 110000) n`,
    [userId, JSON.stringify(aRequest({ prompt: 'a house '.repeat(40) }))],
  );
  await databasePool().query('ANALYZE job');
  const first = await listQueue({}, 50);
  expect(first.waitingTotal).toBe(10_000);
  expect(first.waiting.map(({ position }) => position)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
  const { rows } = await databasePool().query(
    `EXPLAIN SELECT q.id, row_number() OVER (ORDER BY q.priority DESC, q.place)
     FROM job q WHERE q.state = 'queued' LIMIT 50`,
  );
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('Index Only Scan using job_state_priority_place');
  let page = first;
  for (let seen = 50; seen < 10_000; seen += 500)
    page = await listQueue({ after: page.next!, search: 'many' }, 500);
  expect(page).toMatchObject({ next: null, waiting: { length: 450 } });
  expect(page.waiting.at(-1)).toMatchObject({ position: 10_000 });
});
