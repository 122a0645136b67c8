import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { jobDir, jobsDir } from '@/lib/data-dir';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { claimJob } from './claim';
import { failJob } from './fail';
import { handBackJob } from './hand-back';
import { type JobInput, readInput } from './inputs';
import { interruptJobs } from './interrupt';
import { newId } from './job-id';
import { INPUT_BYTES_PER_USER, QUEUED_JOBS_PER_USER } from './limits';
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
const submit = async (userId?: string) =>
  submitJob({ userId: userId ?? (await addPerson()), request: aRequest(), inputs: INPUTS });
const folders = () => readdir(jobsDir());

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
  // As if a large picture had come with it; the file takes no room.
  await truncate(join(jobDir(id), FIRST.sha256), INPUT_BYTES_PER_USER - SECOND.bytes.length);
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

test('a job that goes back to the queue keeps its inputs, one that its owner stops gives them up', async () => {
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
  await interruptJobs(userId, id);
  expect(await folders()).not.toContain(id);
});

test('the sweep takes what belongs to ended jobs, and what got no job in an hour', async () => {
  const { id: ended } = await submit();
  const claimed = (await claimJob(newId(), LEASE))!;
  await failJob(claimed, { code: 'x', message: 'x', retryable: false, billedMs: null, deviceMs: 0 });
  const { id: waiting } = await submit();
  const [young, old, unfinished] = [newId(), newId(), `${newId()}.new`];
  for (const name of [young, old, unfinished, 'of-an-admin']) await mkdir(jobDir(name));
  const long = new Date(Date.now() - 2 * HOUR);
  for (const name of [old, unfinished, 'of-an-admin', waiting]) await utimes(jobDir(name), long, long);
  await sweepInputs();
  const left = await folders();
  for (const name of [waiting, young, 'of-an-admin']) expect(left).toContain(name);
  for (const name of [ended, old, unfinished]) expect(left).not.toContain(name);
});
