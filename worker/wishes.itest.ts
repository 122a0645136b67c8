import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { COMMAND_LINE } from '@/lib/audit/record-act';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { findJob } from '@/lib/jobs/find';
import { interruptJobs } from '@/lib/jobs/interrupt';
import { submitJob } from '@/lib/jobs/submit';
import { addPerson, emptyQueue } from '@/lib/jobs/testing';
import { waitForJob } from '@/lib/jobs/wait';
import { restartWorker, setDraining } from '@/lib/workers/change-worker';
import { listWorkers } from '@/lib/workers/list-workers';
import { RESTART_CODE } from '@/lib/workers/restart-code';
import type { WorkerView } from '@/lib/workers/worker-view';
import { aStarterRequest, endWorkersAfterEachTest, startTestWorker, until, untilJob } from './testing';

useTestDatabase();
useTestDataDir();
endWorkersAfterEachTest();
beforeEach(async () => {
  await emptyQueue();
  await databasePool().query('DELETE FROM worker');
});

const isDrawing = (job: { progress: { step: number } | null }) => (job.progress?.step ?? 0) >= 2;
const aLongRequest = () => aStarterRequest({ steps: 60 });
const worker = async () => (await listWorkers())[0]!;
const untilWorker = (holds: (worker: WorkerView) => boolean) =>
  until(async () => {
    const [found] = await listWorkers();
    return found && holds(found) ? found : null;
  });

test('a worker says what it really computes on, what it has loaded, takes and does', async () => {
  const userId = await addPerson('ada');
  await startTestWorker({ leaseMs: 900 });
  expect(await untilWorker(({ engineBytes }) => engineBytes !== null)).toMatchObject({
    state: 'idle',
    device: 'cpu',
    acceleration: 'none',
    checkpoints: [],
    draining: false,
    restart: null,
    job: null,
  });
  const { id } = await submitJob({ userId, request: await aLongRequest() });
  expect(await untilWorker(({ job }) => (job?.step ?? 0) > 0)).toMatchObject({
    state: 'busy',
    job: { id, owner: { name: 'ada' }, checkpoint: 'starter-v0' },
  });
  await waitForJob(userId, id);
  const after = await untilWorker(({ checkpoints }) => checkpoints.length > 0);
  expect(after).toMatchObject({ state: 'idle', job: null, checkpoints: ['starter-v0'] });
  for (const bytes of [after.engineBytes!, after.workerBytes!, after.freeBytes!]) {
    expect(bytes).toBeGreaterThan(20 * 2 ** 20);
  }
  expect(after.threads).toBeGreaterThan(0);
});

test('drained, a worker finishes its job and takes no other until it is let', async () => {
  const userId = await addPerson();
  await startTestWorker();
  const first = await submitJob({ userId, request: await aLongRequest() });
  await untilJob(userId, first.id, isDrawing);
  const { id } = await worker();
  await setDraining(COMMAND_LINE, id, true);
  expect(await worker()).toMatchObject({ state: 'draining', job: { id: first.id } });
  const second = await submitJob({ userId, request: await aStarterRequest({ steps: 2 }) });
  expect(await waitForJob(userId, first.id)).toMatchObject({ state: 'succeeded', interrupted: false });
  expect(await worker()).toMatchObject({ state: 'drained', job: null });
  expect(await findJob(userId, second.id)).toMatchObject({ state: 'queued', position: 1 });
  await setDraining(COMMAND_LINE, id, false);
  expect(await waitForJob(userId, second.id)).toMatchObject({ state: 'succeeded' });
});

test('drain, resume and restart are obeyed without their notifications, at a heartbeat', async () => {
  const userId = await addPerson();
  const process = await startTestWorker({ leaseMs: 900 });
  const want = (change: string) => databasePool().query(`UPDATE worker SET ${change}`);
  await want('draining = true');
  const { id } = await submitJob({ userId, request: await aStarterRequest({ steps: 2 }) });
  const before = (await databasePool().query('SELECT heartbeat_at FROM worker')).rows[0].heartbeat_at;
  await until(async () => {
    const { rows } = await databasePool().query('SELECT heartbeat_at > $1 AS later FROM worker', [before]);
    return rows[0]!.later || null;
  });
  expect(await findJob(userId, id)).toMatchObject({ state: 'queued' });
  await want('draining = false');
  await waitForJob(userId, id);
  await want(`restart = 'after_job'`);
  expect(await process.ended).toBe(RESTART_CODE);
});

test('restarted, a worker finishes its job first; its successor has the same row and is drained as it was', async () => {
  const userId = await addPerson();
  const env = { ATELIER_WORKER_ID: randomUUID() };
  const process = await startTestWorker({ env });
  const first = await submitJob({ userId, request: await aLongRequest() });
  await untilJob(userId, first.id, isDrawing);
  const second = await submitJob({ userId, request: await aStarterRequest({ steps: 2 }) });
  const { id, startedAt } = await worker();
  expect(id).toBe(env.ATELIER_WORKER_ID);
  await setDraining(COMMAND_LINE, id, true);
  await restartWorker(COMMAND_LINE, id, 'after_job');
  expect(await worker()).toMatchObject({ state: 'restarting', job: { id: first.id } });
  expect(await process.ended).toBe(RESTART_CODE);
  expect(await findJob(userId, first.id)).toMatchObject({ state: 'succeeded', interrupted: false });
  await startTestWorker({ env });
  const successor = await worker();
  expect(successor).toMatchObject({ id, state: 'drained', restart: null });
  expect(Date.parse(successor.startedAt)).toBeGreaterThan(Date.parse(startedAt));
  expect(await findJob(userId, second.id)).toMatchObject({ state: 'queued' });
});

test('restarted now, a worker gives its job back, at no delivery’s cost', async () => {
  const userId = await addPerson();
  const process = await startTestWorker();
  // Of pictures enough that it can't end by itself before it is told to stop, however slow this machine is.
  const { id } = await submitJob({ userId, request: await aStarterRequest({ steps: 60, n_iter: 50 }) });
  await untilJob(userId, id, isDrawing);
  // It waits for its job already, and then does not any more.
  await restartWorker(COMMAND_LINE, (await worker()).id, 'after_job');
  await restartWorker(COMMAND_LINE, (await worker()).id, 'now');
  expect(await process.ended).toBe(RESTART_CODE);
  expect(await findJob(userId, id)).toMatchObject({ state: 'queued' });
  await startTestWorker();
  await untilJob(userId, id, isDrawing);
  await interruptJobs(userId, id);
  expect(await waitForJob(userId, id)).toMatchObject({ interrupted: true });
});
