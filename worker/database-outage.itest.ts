import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { databaseUrl } from '@/lib/db/embedded/address';
import { openCluster } from '@/lib/db/embedded/cluster';
import { type EmbeddedServer, startServer } from '@/lib/db/embedded/server';
import { migrate } from '@/lib/db/migrate';
import { closeDatabasePool, databasePool } from '@/lib/db/pool';
import { useTestDataDir } from '@/lib/db/testing';
import { submitJob } from '@/lib/jobs/submit';
import { addPerson, emptyQueue, ledgerOf } from '@/lib/jobs/testing';
import type { JobView } from '@/lib/jobs/types';
import { waitForJob } from '@/lib/jobs/wait';
import { aStarterRequest, endWorkersAfterEachTest, startTestWorker, until, untilJob } from './testing';

// A server of this file's own: it is stopped and killed.
let directory: string;
let server: EmbeddedServer;

const start = async () => {
  server = await startServer(await openCluster(join(directory, 'database'), { durable: false }), {
    onLog: () => {},
  });
};

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'atelier-outage-'));
  await chmod(directory, 0o755);
  await start();
  process.env.DATABASE_URL = databaseUrl(server.address);
  await migrate(process.env.DATABASE_URL);
});
afterAll(async () => {
  await closeDatabasePool();
  await server.stop();
  await rm(directory, { recursive: true, force: true });
});
useTestDataDir();
endWorkersAfterEachTest();
beforeEach(emptyQueue);

const isDrawing = (job: JobView) => (job.progress?.step ?? 0) >= 2;

const OUTAGES = [
  ['stopped', () => server.stop()],
  [
    'killed',
    async () => {
      process.kill(server.pid, 'SIGKILL');
      await server.ended;
    },
  ],
] as const;

test.each(OUTAGES)(
  'a database that is %s under a job: the engine goes on, and the job is settled when it is back',
  async (_, stop) => {
    const userId = await addPerson();
    const worker = await startTestWorker();
    const job = await submitJob({ userId, request: await aStarterRequest({ steps: 40 }) });
    await untilJob(userId, job.id, isDrawing);
    const waiting = waitForJob(userId, job.id);
    await stop();
    // The engine is through and the worker wants to settle.
    await until(() => (worker.log().includes('the database is away, trying again') ? true : null));
    await start();
    expect(await waiting).toMatchObject({ state: 'succeeded', error: null });
    await expectDeliveredAndBilledOnce(job.id);
    const next = await submitJob({ userId, request: await aStarterRequest({ steps: 2 }) });
    expect(await waitForJob(userId, next.id)).toMatchObject({ state: 'succeeded' });
    expect(await worker.stop()).toBe(0);
  },
);

test('an outage longer than the lease costs nothing either: nobody else could be given the job', async () => {
  const userId = await addPerson();
  // Long enough for a busy machine to renew in time, short enough to outlast.
  const leaseMs = 4_000;
  const worker = await startTestWorker({ leaseMs });
  const other = await startTestWorker({ leaseMs });
  const job = await submitJob({ userId, request: await aStarterRequest({ steps: 40 }) });
  await untilJob(userId, job.id, isDrawing);
  process.kill(server.pid, 'SIGKILL');
  await server.ended;
  const stopped = Date.now();
  const isSettling = () =>
    [worker, other].some(({ log }) => log().includes('the database is away, trying again'));
  await until(() => (isSettling() && Date.now() - stopped > leaseMs * 1.5 ? true : null));
  await start();
  expect(await waitForJob(userId, job.id)).toMatchObject({ state: 'succeeded' });
  await expectDeliveredAndBilledOnce(job.id);
});

test('a worker told to stop while the database is away ends in time, and the job is rescued later', async () => {
  const userId = await addPerson();
  const worker = await startTestWorker({ leaseMs: 1_000 });
  const job = await submitJob({ userId, request: await aStarterRequest({ steps: 60 }) });
  await untilJob(userId, job.id, isDrawing);
  await server.stop();
  const asked = Date.now();
  await worker.stop();
  expect(Date.now() - asked).toBeLessThan(15_000);
  await start();
  await startTestWorker({ leaseMs: 3_000 });
  expect(await waitForJob(userId, job.id)).toMatchObject({ state: 'succeeded' });
  expect(await ledgerOf(job.id)).toHaveLength(1);
});

async function expectDeliveredAndBilledOnce(jobId: string): Promise<void> {
  const { rows } = await databasePool().query('SELECT deliveries FROM job WHERE id = $1', [jobId]);
  expect(rows).toEqual([{ deliveries: 1 }]);
  expect(await ledgerOf(jobId)).toHaveLength(1);
}
