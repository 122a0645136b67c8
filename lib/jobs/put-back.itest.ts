import { beforeEach, expect, test } from 'vitest';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { failJob } from './fail';
import { findJob } from './find';
import { type JobInput, readInput } from './inputs';
import { interruptJobs } from './interrupt';
import { PUT_BACK_MS } from './limits';
import { putBackJob } from './put-back';
import { repeatJob } from './repeat-job';
import { settleJob } from './settle';
import { stopJob } from './stop-job';
import { submitJob } from './submit';
import { sweepInputs } from './sweep-inputs';
import { addPerson, aRequest, aRunningJob, emptyQueue } from './testing';

useTestDatabase();
useTestDataDir();
beforeEach(emptyQueue);

const SHA256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const INPUT: JobInput = { sha256: SHA256, bytes: Buffer.from('abc') };

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    ({ code, status }) => `${status} ${code}`,
  );

test('a canceled job is put back to where it was, with its inputs and its task id; only once', async () => {
  const [userId, other] = [await addPerson(), await addPerson()];
  const request = aRequest({ prompt: 'a boat' });
  const { id, taskId } = await submitJob({ userId, request, inputs: [INPUT] });
  const behind = await submitJob({ userId: other, request: aRequest() });
  await interruptJobs(userId, id);
  await sweepInputs();
  const back = await putBackJob(userId, id);
  expect(back).toMatchObject({ state: 'queued', position: 1, taskId, request });
  expect(back.id).not.toBe(id);
  expect(await findJob(userId, id)).toMatchObject({ state: 'canceled' });
  expect(await findJob(other, behind.id)).toMatchObject({ position: 2 });
  expect(await readInput(back.id, SHA256)).toEqual(INPUT.bytes);
  expect(await refusal(putBackJob(userId, id))).toBe('409 cannot_be_put_back');
  // And canceled again, and put back again.
  await interruptJobs(userId, back.id);
  expect(await putBackJob(userId, back.id)).toMatchObject({ position: 1 });
});

test('what nobody puts back in time can’t be any more', async () => {
  const userId = await addPerson();
  const { id } = await submitJob({ userId, request: aRequest() });
  await interruptJobs(userId, id);
  await databasePool().query(
    `UPDATE job SET finished_at = finished_at - $2 * interval '1 millisecond' WHERE id = $1`,
    [id, PUT_BACK_MS + 1],
  );
  expect(await refusal(putBackJob(userId, id))).toBe('409 cannot_be_put_back');
});

test('nothing else comes back: what others canceled, an admin stopped, or had started', async () => {
  const [userId, other] = [await addPerson(), await addPerson()];
  const { claimed } = await aRunningJob(userId);
  const waiting = await submitJob({ userId, request: aRequest() });
  expect(await refusal(putBackJob(userId, waiting.id))).toBe('409 cannot_be_put_back');
  expect(await refusal(putBackJob(other, waiting.id))).toBe('404 job_not_found');
  expect(await refusal(putBackJob(userId, 'x'))).toBe('404 job_not_found');
  await stopJob({ id: other, name: 'an admin', address: '::1' }, waiting.id);
  expect(await refusal(putBackJob(userId, waiting.id))).toBe('409 cannot_be_put_back');
  await interruptJobs(userId, claimed.id);
  await settleJob(claimed, { deviceMs: 1, interrupted: true, placePictures: async () => [] });
  expect(await refusal(putBackJob(userId, claimed.id))).toBe('409 cannot_be_put_back');
});

test('an ended job is asked for again: with another seed when it made something, with its own when it did not', async () => {
  const userId = await addPerson();
  const request = aRequest({ seed: 7 });
  const done = await aRunningJob(userId, { request });
  expect(await refusal(repeatJob(userId, done.view.id))).toBe('409 job_not_ended');
  await settleJob(done.claimed, { deviceMs: 1, interrupted: false, placePictures: async () => [] });
  const again = (await repeatJob(userId, done.view.id))!;
  expect(again).toMatchObject({ state: 'queued', request: { ...request, seed: expect.any(Number) } });
  expect(again.request.seed).not.toBe(7);
  await emptyQueue();
  const failed = await aRunningJob(userId, { request });
  const failure = { code: 'x', message: 'x', retryable: false, billedMs: null, deviceMs: 0 };
  await failJob(failed.claimed, failure);
  expect(await repeatJob(userId, failed.view.id)).toMatchObject({ request });
  expect(await repeatJob(await addPerson(), failed.view.id)).toBeNull();
});
