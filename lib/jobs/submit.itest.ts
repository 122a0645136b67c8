import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { listen } from '@/lib/db/notifications';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { JOB_QUEUED } from './channels';
import { findJob } from './find';
import { QUEUED_JOBS_PER_USER } from './limits';
import { submitJob } from './submit';
import { addPerson, aRequest, emptyQueue } from './testing';

useTestDatabase();
const dataDir = useTestDataDir();
beforeEach(emptyQueue);

test('a submitted job waits with everything that was asked for', async () => {
  const userId = await addPerson();
  const request = aRequest({ prompt: 'été 😀 <b>"quoted"</b>', seed: 2 ** 53 - 1 });
  const job = await submitJob({ userId, request, taskId: 'task(mine)' });
  expect(job).toMatchObject({ state: 'queued', position: 1, taskId: 'task(mine)', request, pictures: [] });
  expect(job).toMatchObject({ error: null, deviceMs: null, progress: null, interrupted: false });
  expect(await findJob(userId, job.id)).toEqual(job);
});

test('a job without a task id gets one that WebUI clients understand', async () => {
  const job = await submitJob({ userId: await addPerson(), request: aRequest() });
  expect(job.taskId).toMatch(/^task\(txt2img-[A-Z0-9]{7}\)$/);
});

test('submitting wakes a listening worker', async () => {
  const userId = await addPerson();
  let wake = () => {};
  const woken = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const stop = await listen([JOB_QUEUED], () => wake());
  await submitJob({ userId, request: aRequest() });
  await woken;
  await stop();
});

test('who has nothing free any more is told before anything is drawn, and goes on when there is room', async () => {
  const userId = await addPerson();
  const quota = (bytes: number | null) =>
    databasePool().query('UPDATE user_account SET quota_bytes = $2 WHERE id = $1', [userId, bytes]);
  const { rows } = await databasePool().query('SELECT name FROM user_account WHERE id = $1', [userId]);
  await mkdir(join(dataDir.path, 'users', rows[0].name), { recursive: true });
  await writeFile(join(dataDir.path, 'users', rows[0].name, 'picture'), '12345');
  await quota(5);
  await expect(submitJob({ userId, request: aRequest() })).rejects.toMatchObject({
    code: 'storage_full',
    status: 507,
    message: expect.stringMatching(/^Your storage is full \(5 B\).*ask an admin for more\.$/),
  });
  for (const bytes of [6, null]) {
    await quota(bytes);
    expect(await submitJob({ userId, request: aRequest() })).toMatchObject({ state: 'queued' });
  }
});

test('the last free place in the queue goes to one of many simultaneous requests', async () => {
  const userId = await addPerson();
  await fillQueue(userId, QUEUED_JOBS_PER_USER - 1);
  const answers = await Promise.allSettled(
    Array.from({ length: 6 }, () => submitJob({ userId, request: aRequest() })),
  );
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const answer of answers) {
    if (answer.status === 'fulfilled') continue;
    expect(answer.reason).toMatchObject({ code: 'too_many_queued_jobs', status: 429 });
    expect(answer.reason.message).toContain(String(QUEUED_JOBS_PER_USER));
  }
});

test('a full queue of one person is nobody else’s problem', async () => {
  await fillQueue(await addPerson(), QUEUED_JOBS_PER_USER);
  const job = await submitJob({ userId: await addPerson(), request: aRequest() });
  expect(job.position).toBe(QUEUED_JOBS_PER_USER + 1);
});

test.each([
  [
    'a request of half a megabyte',
    { request: aRequest({ prompt: 'x'.repeat(512 * 1024) }) },
    'request_too_large',
    413,
  ],
  ['a task id of a novel', { request: aRequest(), taskId: 'x'.repeat(201) }, 'task_id_too_long', 400],
  ['a prompt with NUL', { request: aRequest({ prompt: 'a\0b' }) }, 'request_not_text', 400],
  ['half a surrogate pair', { request: aRequest({ prompt: 'a\ud800b' }) }, 'request_not_text', 400],
  ['a task id with NUL', { request: aRequest(), taskId: 'a\0b' }, 'request_not_text', 400],
])('%s is refused with a sentence', async (_, submission, code, status) => {
  const userId = await addPerson();
  await expect(submitJob({ userId, ...submission })).rejects.toMatchObject({ code, status });
  const { rows } = await databasePool().query('SELECT 1 FROM job WHERE user_id = $1', [userId]);
  expect(rows).toEqual([]);
});

test('a prompt of 20,000 four-byte characters fits', async () => {
  const prompt = '😀'.repeat(20_000);
  const job = await submitJob({
    userId: await addPerson(),
    request: aRequest({ prompt, negative_prompt: prompt }),
  });
  expect(job.request.prompt).toBe(prompt);
});

async function fillQueue(userId: string, jobs: number): Promise<void> {
  await databasePool().query(
    `INSERT INTO job (id, user_id, request, task_id) SELECT gen_random_uuid(), $1, $2, 'filler' FROM generate_series(1, $3)`,
    [userId, JSON.stringify(aRequest()), jobs],
  );
}
