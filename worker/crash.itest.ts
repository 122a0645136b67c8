import { existsSync, readFileSync } from 'node:fs';
import { copyFile, link, readdir, rm, truncate } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { defaultCheckpoint, findCheckpoint } from '@/lib/catalog';
import { CATALOG } from '@/lib/catalog/request-rescan';
import { cacheDir, checkpointDir, insideRoot } from '@/lib/data-dir';
import { listen } from '@/lib/db/notifications';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import type { GenerationRequest } from '@/lib/generation/request';
import { interruptJobs } from '@/lib/jobs/interrupt';
import { findPictures, openPicture } from '@/lib/jobs/picture-file';
import { skipBatch } from '@/lib/jobs/skip-batch';
import { submitJob } from '@/lib/jobs/submit';
import { addPerson, emptyQueue, ledgerOf } from '@/lib/jobs/testing';
import type { JobView } from '@/lib/jobs/types';
import { waitForJob } from '@/lib/jobs/wait';
import { STARTER } from './engine/testing/paths';
import { storedAs } from './engine/testing/stored-as';
import { stagingRoot } from './saving/staging';
import {
  aStarterRequest,
  endWorkersAfterEachTest,
  enginePid,
  startTestWorker,
  until,
  untilJob,
} from './testing';

useTestDatabase();
useTestDataDir();
endWorkersAfterEachTest();
beforeEach(emptyQueue);

/** A worker believes that a lease has run out when it had the database's answers for as long, with gaps below two thirds of it. */
const RESCUER_LEASE_MS = 3_000;

const isDrawing = (job: JobView) => (job.progress?.step ?? 0) >= 2;

/** Long enough that a test can act while it is drawn. */
const aLongRequest = (changes: Partial<GenerationRequest> = {}) => aStarterRequest({ steps: 60, ...changes });

async function deliveriesOf(jobId: string): Promise<number> {
  const { rows } = await databasePool().query('SELECT deliveries FROM job WHERE id = $1', [jobId]);
  return rows[0].deliveries;
}

/** Every file below the owner's outputs is a picture of theirs, and nothing is left where pictures are prepared. */
async function expectNothingLeftBehind(userId: string, userName: string): Promise<void> {
  await until(async () => ((await readdir(stagingRoot())).length === 0 ? true : null));
  const { rows } = await databasePool().query('SELECT path FROM picture WHERE user_id = $1 AND saved', [
    userId,
  ]);
  const folder = openPicture({ path: `users/${userName}/outputs` });
  const entries = existsSync(folder) ? await readdir(folder, { recursive: true, withFileTypes: true }) : [];
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`);
  expect(files.toSorted()).toEqual(rows.map(({ path }) => openPicture({ path })).toSorted());
}

test('an engine killed under a job: the worker tries again, the picture is the same, billed once', async () => {
  const userId = await addPerson('engine-killed');
  const worker = await startTestWorker();
  const request = await aLongRequest();
  const undisturbed = await submitJob({ userId, request });
  await waitForJob(userId, undisturbed.id);
  const job = await submitJob({ userId, request });
  await untilJob(userId, job.id, isDrawing);
  process.kill(await enginePid(worker), 'SIGKILL');
  expect(await waitForJob(userId, job.id)).toMatchObject({
    state: 'succeeded',
    error: null,
    interrupted: false,
  });
  expect(await deliveriesOf(job.id)).toBe(2);
  expect(await ledgerOf(job.id)).toHaveLength(1);
  const bytes = async (id: string) => readFileSync(openPicture((await findPictures(userId, id))[0]!));
  expect((await bytes(job.id)).equals(await bytes(undisturbed.id))).toBe(true);
  await expectNothingLeftBehind(userId, 'engine-killed');
});

test('a job whose engine always dies is given up with a sentence, not billed, and the next one is drawn', async () => {
  const userId = await addPerson('engine-killer');
  const worker = await startTestWorker();
  const job = await submitJob({ userId, request: await aLongRequest() });
  for (const delivery of [1, 2, 3]) {
    await until(async () => ((await deliveriesOf(job.id)) === delivery ? true : null));
    await untilJob(userId, job.id, isDrawing);
    process.kill(await enginePid(worker), 'SIGKILL');
  }
  const ended = await waitForJob(userId, job.id);
  expect(ended).toMatchObject({ state: 'failed', error: { code: 'engine_crashed' }, pictures: [] });
  expect(ended.error?.message).toMatch(
    /^This job stopped its engine 3 times and was given up\. Try a smaller size/,
  );
  expect(await ledgerOf(job.id)).toEqual([]);
  const next = await submitJob({ userId, request: await aStarterRequest({ steps: 2 }) });
  expect(await waitForJob(userId, next.id)).toMatchObject({ state: 'succeeded' });
  await expectNothingLeftBehind(userId, 'engine-killer');
});

test('a checkpoint cut off under its picture: the job ends with a sentence after at most one more try, the next one is drawn', async () => {
  const userId = await addPerson('cut-off');
  // In full precision its weights are pages of the file: the engine process dies of those that are gone.
  const file = insideRoot(checkpointDir(), 'cut.safetensors');
  // Under its other name it changes where nobody watches, as on a disk of the network.
  const elsewhere = join(cacheDir(), 'cut');
  await copyFile(await storedAs(STARTER, 'F32'), elsewhere);
  await link(elsewhere, file);
  await copyFile(STARTER, insideRoot(checkpointDir(), basename(STARTER)));
  await startTestWorker();
  const { id, name, hash } = (await findCheckpoint(null, 'cut'))!;
  const job = await submitJob({ userId, request: await aLongRequest({ checkpoint: { id, name, hash } }) });
  await untilJob(userId, job.id, isDrawing);
  const wishes: string[] = [];
  const stopListening = await listen([CATALOG], (channel) => wishes.push(channel));
  await truncate(elsewhere, 4096);
  const ended = await waitForJob(userId, job.id);
  expect(ended).toMatchObject({ state: 'failed', pictures: [] });
  expect(ended.error).toMatchObject({
    code: expect.stringMatching(/^checkpoint_(damaged|unusable)$/),
    message: expect.stringMatching(/The upload or download was cut off: try again\.$/),
  });
  expect(await deliveriesOf(job.id)).toBeLessThanOrEqual(2);
  expect(await ledgerOf(job.id)).toEqual([]);
  // The catalogue was asked to look, so what nobody's choice means is soon another one, which can be drawn with.
  await until(() => wishes[0] ?? null);
  await stopListening();
  await until(async () => ((await defaultCheckpoint(null))?.name === 'cut' ? null : true));
  const next = await submitJob({ userId, request: await aStarterRequest({ steps: 2 }) });
  expect(await waitForJob(userId, next.id)).toMatchObject({ state: 'succeeded' });
  await rm(elsewhere);
  await rm(file);
  await expectNothingLeftBehind(userId, 'cut-off');
});

test('a worker killed under a job: another one rescues it, billed once; its engine does not outlive it', async () => {
  const userId = await addPerson('worker-killed');
  const first = await startTestWorker({ leaseMs: 1_500 });
  const engine = await enginePid(first);
  const job = await submitJob({ userId, request: await aLongRequest() });
  await untilJob(userId, job.id, isDrawing);
  first.process.kill('SIGKILL');
  await startTestWorker({ leaseMs: RESCUER_LEASE_MS });
  expect(await waitForJob(userId, job.id)).toMatchObject({ state: 'succeeded' });
  expect(await deliveriesOf(job.id)).toBe(2);
  expect(await ledgerOf(job.id)).toHaveLength(1);
  await until(() => (isAlive(engine) ? null : true));
  await expectNothingLeftBehind(userId, 'worker-killed');
});

test('a worker that was frozen past its lease finds its job gone and bills nothing', async () => {
  const userId = await addPerson('frozen');
  const first = await startTestWorker({ leaseMs: 1_500 });
  const job = await submitJob({ userId, request: await aLongRequest() });
  await untilJob(userId, job.id, isDrawing);
  first.process.kill('SIGSTOP');
  await startTestWorker({ leaseMs: RESCUER_LEASE_MS });
  expect(await waitForJob(userId, job.id)).toMatchObject({ state: 'succeeded' });
  first.process.kill('SIGCONT');
  await until(() => (/"state":null,|lease of a running job is lost/.test(first.log()) ? true : null));
  expect(await first.stop()).toBe(0);
  expect(await ledgerOf(job.id)).toHaveLength(1);
  expect(await findPictures(userId, job.id)).toHaveLength(1);
  await expectNothingLeftBehind(userId, 'frozen');
});

test('a worker told to stop gives its job back at once, and that counts for nothing', async () => {
  const userId = await addPerson('stopped');
  const worker = await startTestWorker();
  const job = await submitJob({ userId, request: await aLongRequest() });
  await untilJob(userId, job.id, isDrawing);
  expect(await worker.stop()).toBe(0);
  expect(await untilJob(userId, job.id, () => true)).toMatchObject({ state: 'queued', progress: null });
  const { rows } = await databasePool().query(
    'SELECT max_deliveries - deliveries AS left FROM job WHERE id = $1',
    [job.id],
  );
  expect(rows).toEqual([{ left: 3 }]);
  await startTestWorker();
  expect(await waitForJob(userId, job.id)).toMatchObject({ state: 'succeeded' });
  expect(await ledgerOf(job.id)).toHaveLength(1);
  await expectNothingLeftBehind(userId, 'stopped');
});

test('a worker ends when its supervisor is gone', async () => {
  const worker = await startTestWorker();
  worker.process.disconnect();
  expect(await worker.ended).toBe(0);
});

test('interrupt keeps the finished pictures, shows the unfinished one, and is billed', async () => {
  const userId = await addPerson('interrupter');
  await startTestWorker();
  const job = await submitJob({ userId, request: await aStarterRequest({ steps: 30, n_iter: 50 }) });
  await untilJob(userId, job.id, ({ progress }) => (progress?.batch ?? 0) >= 1 && (progress?.step ?? 0) >= 2);
  expect(await interruptJobs(userId, job.id)).toBe(1);
  const ended = await waitForJob(userId, job.id);
  expect(ended).toMatchObject({ state: 'succeeded', interrupted: true });
  expect(ended.pictures.length).toBeGreaterThan(0);
  expect(ended.pictures.length).toBeLessThan(50);
  expect(ended.pictures[0]).toMatchObject({ index: 0, complete: true, saved: true });
  for (const { complete, saved } of ended.pictures) expect(saved).toBe(complete);
  expect(await ledgerOf(job.id)).toHaveLength(1);
  await expectNothingLeftBehind(userId, 'interrupter');
});

test('skip ends one batch and goes on with the next', async () => {
  const userId = await addPerson('skipper');
  await startTestWorker();
  const job = await submitJob({ userId, request: await aStarterRequest({ steps: 100, n_iter: 2 }) });
  await untilJob(userId, job.id, isDrawing);
  expect(await skipBatch(userId, job.id)).toBe(1);
  const ended = await waitForJob(userId, job.id);
  expect(ended).toMatchObject({ state: 'succeeded', interrupted: false });
  expect(ended.pictures.at(-1)).toMatchObject({ index: 1, complete: true, saved: true });
  expect(ended.pictures.filter(({ index }) => index === 0).every(({ complete }) => !complete)).toBe(true);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
