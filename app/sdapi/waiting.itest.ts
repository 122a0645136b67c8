import { beforeAll, beforeEach, expect, test } from 'vitest';
import { createToken } from '@/lib/auth/tokens';
import { addUser } from '@/lib/auth/users';
import { config } from '@/lib/config';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { listJobs, submitJob } from '@/lib/jobs';
import { QUEUED_JOBS_PER_USER } from '@/lib/jobs/limits';
import { aRequest, emptyQueue } from '@/lib/jobs/testing';
import { call } from './testing';

useTestDatabase();
useTestDataDir();

let ann: string;
let headers: { authorization: string };

beforeAll(async () => {
  ({ id: ann } = await addUser({ name: 'ann', role: 'member', password: 'a good password' }));
  headers = { authorization: (await createToken({ userName: 'ann', name: 'test' })).secret };
  await databasePool().query(
    `INSERT INTO model (id, path, name, size, modified_at)
     VALUES (gen_random_uuid(), 'barn.safetensors', 'barn', 1, now())`,
  );
});
beforeEach(emptyQueue);

const newest = async () => (await listJobs(ann, { limit: 1 }))[0];

test('a call that has waited for too long stops its job and says so', async () => {
  process.env.ATELIER_CONFIG = JSON.stringify({ ...config(), apiTimeout: 1 });
  const answer = await call('txt2img', { headers, body: { prompt: 'a barn' } });
  process.env.ATELIER_CONFIG = JSON.stringify({ ...config(), apiTimeout: null });
  expect(answer).toMatchObject({
    status: 504,
    json: { error: 'HTTPException', detail: expect.stringContaining('wait for 1 seconds') },
  });
  await expect.poll(async () => (await newest())?.state).toBe('canceled');
});

test('a full queue is 429, with when to come again', async () => {
  for (let k = 0; k < QUEUED_JOBS_PER_USER; k++) await submitJob({ userId: ann, request: aRequest() });
  const answer = await call('txt2img', { headers, body: { prompt: 'one too many' } });
  expect(answer).toMatchObject({
    status: 429,
    json: { error: 'HTTPException', detail: expect.stringContaining('jobs waiting, which is the most') },
  });
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
});
