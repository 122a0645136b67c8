import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { jobDir, jobsDir } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import type { GenerationRequest } from '@/lib/generation/request';
import { type ClaimedJob, claimJob } from './claim';
import { failJob } from './fail';
import { handBackJob } from './hand-back';
import { type JobInput, readInput } from './inputs';
import { interruptJobs } from './interrupt';
import { newId } from './job-id';
import { forgetInputsOf, releaseInputs } from './kept-inputs';
import {
  INPUT_BYTES_PER_USER,
  KEPT_INPUT_BYTES_PER_USER,
  KEPT_INPUTS_MS,
  PUT_BACK_MS,
  QUEUED_JOBS_PER_USER,
} from './limits';
import { putBackJob } from './put-back';
import { repeatJob } from './repeat-job';
import { rescueJobs } from './rescue';
import { submitJob } from './submit';
import { sweepInputs } from './sweep-inputs';
import { addPerson, aRequest, emptyQueue, LEASE, letLeaseRunOut } from './testing';

useTestDatabase();
useTestDataDir();
beforeEach(emptyQueue);

const HOUR = 3_600_000;
const input = (text: string): JobInput => {
  const bytes = Buffer.from(text);
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
};
const [FIRST, SECOND] = [input('a picture'), input('a mask')];
const INPUTS = [FIRST, SECOND, input('a picture')];
const named = ({ sha256 }: JobInput) => ({ sha256, width: 8, height: 8 });
/** That it starts from them is all that matters here. */
const img2img = { init_images: [named(FIRST), named(FIRST)], mask: { picture: named(SECOND) } } as never;
const submit = async (userId?: string, changes: Partial<GenerationRequest> = {}) =>
  submitJob({
    userId: userId ?? (await addPerson()),
    request: aRequest({ kind: 'img2img', img2img, ...changes }),
    inputs: INPUTS,
  });
const folders = () => readdir(jobsDir());
const FAILURE = { code: 'x', message: 'x', retryable: false, billedMs: null, deviceMs: 0 };

/** The only job of the queue, run to its end. */
async function endJob(): Promise<ClaimedJob> {
  const claimed = (await claimJob(newId(), LEASE))!;
  await failJob(claimed, FAILURE);
  return claimed;
}

/** As if its pictures were so large. */
const weigh = (id: string, bytes: number) =>
  databasePool().query('UPDATE job SET input_bytes = $2 WHERE id = $1', [id, bytes]);

/** As if it had ended so long ago, and a millisecond: the column is rounded to whole ones. */
const endedAgo = (id: string, ms: number) =>
  databasePool().query(`UPDATE job SET finished_at = now() - $2 * interval '1 millisecond' WHERE id = $1`, [
    id,
    ms + 1,
  ]);

test('a job’s inputs are there before any worker can claim it, the same file once', async () => {
  const { id } = await submit();
  expect((await readdir(jobDir(id))).sort()).toEqual([FIRST.sha256, SECOND.sha256].sort());
  expect(await readInput(id, SECOND.sha256)).toEqual(SECOND.bytes);
  await interruptJobs(await addPerson(), id);
  expect(await readInput(id, FIRST.sha256)).toEqual(FIRST.bytes);
});

test('a job without inputs has no folder', async () => {
  const { id } = await submitJob({ userId: await addPerson(), request: aRequest() });
  expect(await folders()).not.toContain(id);
});

test('a refused request leaves nothing behind', async () => {
  const userId = await addPerson();
  for (let k = 0; k < QUEUED_JOBS_PER_USER; k++) await submitJob({ userId, request: aRequest() });
  const before = await folders();
  await expect(submit(userId)).rejects.toMatchObject({ code: 'too_many_queued_jobs' });
  expect(await folders()).toEqual(before);
});

test('inputs that wait take so much of the disk at most, each person’s for themselves', async () => {
  const [userId, other] = [await addPerson(), await addPerson()];
  const { id } = await submit(userId);
  await weigh(id, INPUT_BYTES_PER_USER - SECOND.bytes.length);
  const before = await folders();
  await expect(submit(userId)).rejects.toMatchObject({ code: 'too_many_inputs', status: 429 });
  expect(await folders()).toEqual(before);
  await submitJob({ userId, request: aRequest() });
  await submit(other);
  await interruptJobs(userId, id);
  await submit(userId);
});

test('a data directory that is away is told, and no job is there', async () => {
  const userId = await addPerson();
  await rm(jobsDir(), { recursive: true });
  await expect(submit(userId)).rejects.toMatchObject({ code: 'inputs_not_stored', status: 507 });
  await mkdir(jobsDir());
  expect(await claimJob(newId(), LEASE)).toBeNull();
});

test.runIf(process.getuid?.() !== 0)('so is one that can’t be written', async () => {
  await chmod(jobsDir(), 0o500);
  await expect(submit()).rejects.toMatchObject({ message: expect.stringContaining('EACCES') });
  await chmod(jobsDir(), 0o700);
});

test('an input that changed or went is told, never drawn from', async () => {
  const { id } = await submit();
  await rm(join(jobDir(id), FIRST.sha256));
  await writeFile(join(jobDir(id), SECOND.sha256), 'another mask');
  await expect(readInput(id, FIRST.sha256)).rejects.toMatchObject({ code: 'input_gone' });
  await expect(readInput(id, SECOND.sha256)).rejects.toMatchObject({ code: 'input_damaged' });
  await expect(readInput(id, '../../x')).rejects.toMatchObject({ code: 'input_gone' });
});

test('a job that goes back to the queue keeps its inputs', async () => {
  const userId = await addPerson();
  const { id } = await submit(userId);
  const first = (await claimJob(newId(), LEASE))!;
  await handBackJob(first);
  expect(await readInput(id, FIRST.sha256)).toEqual(FIRST.bytes);
  await claimJob(newId(), LEASE);
  await letLeaseRunOut(id);
  await rescueJobs();
  await sweepInputs(Date.now() + 2 * HOUR);
  expect(await readInput(id, FIRST.sha256)).toEqual(FIRST.bytes);
});

test('an ended job is asked for again with the same bytes, as often as somebody likes', async () => {
  const userId = await addPerson();
  const { id } = await submit(userId);
  await releaseInputs(await endJob());
  const again = (await repeatJob(userId, id))!;
  expect(again).toMatchObject({ state: 'queued', request: { img2img, seed: 7 } });
  expect((await readdir(jobDir(again.id))).sort()).toEqual([FIRST.sha256, SECOND.sha256].sort());
  for (const { sha256, bytes } of [FIRST, SECOND]) expect(await readInput(again.id, sha256)).toEqual(bytes);
  // One file of the disk, which outlives the job it came with.
  expect((await stat(join(jobDir(again.id), FIRST.sha256))).nlink).toBe(2);
  await endedAgo(id, KEPT_INPUTS_MS);
  await sweepInputs();
  expect(await folders()).not.toContain(id);
  await endJob();
  const third = (await repeatJob(userId, again.id))!;
  expect(await readInput(third.id, SECOND.sha256)).toEqual(SECOND.bytes);
  expect(await repeatJob(await addPerson(), id)).toBeNull();
  await expect(repeatJob(userId, id)).rejects.toMatchObject({ code: 'inputs_not_kept', status: 409 });
});

test('a job of which one input is gone is not asked for again, and leaves nothing', async () => {
  const userId = await addPerson();
  const { id } = await submit(userId);
  await endJob();
  await rm(join(jobDir(id), SECOND.sha256));
  const before = await folders();
  await expect(repeatJob(userId, id)).rejects.toMatchObject({ code: 'inputs_not_kept' });
  expect(await folders()).toEqual(before);
  expect(await claimJob(newId(), LEASE)).toBeNull();
});

test('what came with ended jobs makes room for what waits, first what ended first', async () => {
  const [userId, other] = [await addPerson(), await addPerson()];
  const ended: string[] = [];
  for (let k = 0; k < 3; k++) {
    ended.push((await submit(userId)).id);
    await endJob();
  }
  const [oldest, middle, newest] = ended as [string, string, string];
  await submit(other);
  const { id: theirs } = await endJob();
  for (const id of [...ended, theirs]) await weigh(id, KEPT_INPUT_BYTES_PER_USER / 2);
  const { id: waiting } = await submit(userId);
  expect(await folders()).not.toContain(oldest);
  expect(await folders()).toEqual(expect.arrayContaining([middle, newest, theirs, waiting]));
  // Little is left beside what waits: for one of them, then for none.
  await weigh(waiting, INPUT_BYTES_PER_USER - KEPT_INPUT_BYTES_PER_USER / 2 - 100);
  await submit(userId);
  expect(await folders()).not.toContain(middle);
  expect(await folders()).toContain(newest);
  await weigh(waiting, INPUT_BYTES_PER_USER - 100);
  await submit(userId);
  expect(await folders()).not.toContain(newest);
  expect(await folders()).toEqual(expect.arrayContaining([theirs, waiting]));
});

test('a request that finds no room takes none from ended jobs', async () => {
  const userId = await addPerson();
  const { id } = await submit(userId);
  await endJob();
  const { id: waiting } = await submit(userId);
  await weigh(waiting, INPUT_BYTES_PER_USER);
  await expect(submit(userId)).rejects.toMatchObject({ code: 'too_many_inputs' });
  expect(await repeatJob(userId, id).catch(({ code }) => code)).toBe('too_many_inputs');
  await interruptJobs(userId, waiting);
  expect(await repeatJob(userId, id)).toMatchObject({ state: 'queued' });
});

test('a job that made room for another is not put back', async () => {
  const userId = await addPerson();
  const { id } = await submit(userId);
  await weigh(id, INPUT_BYTES_PER_USER);
  await interruptJobs(userId, id);
  await submit(userId);
  await expect(putBackJob(userId, id)).rejects.toMatchObject({ code: 'cannot_be_put_back' });
});

test('inputs stay a day after the end of a job whose pictures are kept; of others nothing stays', async () => {
  const userId = await addPerson();
  await submit(userId);
  const kept = await endJob();
  await submit(userId, { save_images: false });
  const passing = await endJob();
  await Promise.all([kept, passing].map(releaseInputs));
  expect(await folders()).toContain(kept.id);
  expect(await folders()).not.toContain(passing.id);
  // Nobody released it: its worker died.
  await submit(userId, { save_images: false });
  const { id: left } = await endJob();
  await endedAgo(left, PUT_BACK_MS);
  await endedAgo(kept.id, KEPT_INPUTS_MS - 60_000);
  await sweepInputs();
  expect(await folders()).toContain(kept.id);
  expect(await folders()).not.toContain(left);
  await endedAgo(kept.id, KEPT_INPUTS_MS);
  await sweepInputs();
  expect(await folders()).not.toContain(kept.id);
});

test('with a person goes what came with their jobs, at once or when the last has ended', async () => {
  const [userId, other] = [await addPerson(), await addPerson()];
  await submit(userId);
  const { id: ended } = await endJob();
  await submit(other);
  const { id: others } = await endJob();
  await submit(userId);
  const running = (await claimJob(newId(), LEASE))!;
  await forgetInputsOf(userId);
  expect(await folders()).toEqual(expect.arrayContaining([others, running.id]));
  expect(await folders()).not.toContain(ended);
  await databasePool().query('UPDATE user_account SET deleted_at = now() WHERE id = $1', [userId]);
  await sweepInputs();
  expect(await folders()).toContain(running.id);
  await failJob(running, FAILURE);
  await sweepInputs();
  expect(await folders()).toContain(others);
  expect(await folders()).not.toContain(running.id);
});

test('the sweep takes what got no job in an hour', async () => {
  const { id: waiting } = await submit();
  const [young, old, unfinished] = [newId(), newId(), `${newId()}.new`];
  for (const name of [young, old, unfinished, 'of-an-admin']) await mkdir(jobDir(name));
  const long = new Date(Date.now() - 2 * HOUR);
  for (const name of [old, unfinished, 'of-an-admin', waiting]) await utimes(jobDir(name), long, long);
  await sweepInputs();
  const left = await folders();
  for (const name of [waiting, young, 'of-an-admin']) expect(left).toContain(name);
  for (const name of [old, unfinished]) expect(left).not.toContain(name);
});
