import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { findJob } from '@/lib/jobs/find';
import { findPictures, openPicture } from '@/lib/jobs/picture-file';
import { submitJob } from '@/lib/jobs/submit';
import { addPerson, emptyQueue, ledgerOf } from '@/lib/jobs/testing';
import type { JobView } from '@/lib/jobs/types';
import { waitForJob } from '@/lib/jobs/wait';
import {
  aStarterRequest,
  endWorkersAfterEachTest,
  startTestWorker,
  type TestWorker,
  untilJob,
} from './testing';

useTestDatabase();
const data = useTestDataDir();
endWorkersAfterEachTest();
beforeEach(emptyQueue);

/** A disk of the test's own needs a mount namespace: any account has one where user namespaces are allowed, root has one. */
const NAMESPACE = [
  ['unshare', '-m'],
  ['unshare', '-rm'],
].find(([program, ...args]) => {
  const mounting = 'mount -t tmpfs -o size=16k tmpfs /mnt';
  return spawnSync(program!, [...args, 'sh', '-c', mounting], { stdio: 'ignore' }).status === 0;
});
const onOwnDisk = NAMESPACE
  ? test
  : (name: string, _: () => Promise<void>) =>
      test.skip(`${name} (this machine lets nobody mount: not Linux, or no namespaces)`);

/** A worker that sees a small disk at `folder` of the data directory. The test sees it below the answer's `root`. */
async function workerWithDisk(
  folder: string,
  options: string,
): Promise<{ worker: TestWorker; root: string }> {
  const path = join(data.path, folder);
  await mkdir(path, { recursive: true });
  const script = 'mount -t tmpfs -o "$0" tmpfs "$1" && shift && exec "$@"';
  const worker = await startTestWorker({ wrapper: [...NAMESPACE!, 'sh', '-c', script, options, path] });
  return { worker, root: `/proc/${worker.process.pid}/root${data.path}` };
}

async function filesBelow(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

async function draw(userId: string, changes = {}): Promise<JobView> {
  const job = await submitJob({ userId, request: await aStarterRequest({ steps: 2, ...changes }) });
  return await waitForJob(userId, job.id);
}

onOwnDisk(
  'a disk that is full where pictures are kept: a sentence, no half of a file, no bill, and the next job is drawn',
  async () => {
    const userId = await addPerson('full');
    const { root } = await workerWithDisk('users', 'size=64k');
    // 128×128 after two steps is some 45 KB: the first fits, the second does not, so none is kept.
    const job = await draw(userId, { batch_size: 4 });
    expect(job).toMatchObject({ state: 'failed', error: { code: 'disk_full' }, pictures: [] });
    expect(job.error?.message).toContain('free some space, then generate it again');
    expect(job.request).toMatchObject({ prompt: 'a red house', batch_size: 4 });
    expect(await ledgerOf(job.id)).toEqual([]);
    expect(await filesBelow(join(root, 'users'))).toEqual([]);
    await expectSwept(join(root, 'cache'));
    expect(await draw(userId, { batch_size: 1 })).toMatchObject({ state: 'succeeded' });
    expect(await filesBelow(join(root, 'users'))).toEqual(['00000-7.png']);
  },
);

onOwnDisk(
  'a disk that is full where pictures are prepared: the same, and the engine does not go on drawing',
  async () => {
    const userId = await addPerson('full-cache');
    const { root } = await workerWithDisk('cache', 'size=64k');
    const job = await submitJob({ userId, request: await aStarterRequest({ steps: 10, n_iter: 100 }) });
    const ended = await waitForJob(userId, job.id);
    expect(ended).toMatchObject({ state: 'failed', error: { code: 'disk_full' }, pictures: [] });
    expect(await ledgerOf(job.id)).toEqual([]);
    expect(await filesBelow(join(root, 'users', 'full-cache'))).toEqual([]);
    await expectSwept(join(root, 'cache'));
    expect(await draw(userId)).toMatchObject({ state: 'succeeded' });
  },
);

onOwnDisk('a disk that can only be read: the sentence names the cure', async () => {
  const { root } = await workerWithDisk('users', 'ro');
  const job = await draw(await addPerson('read-only'));
  expect(job).toMatchObject({ state: 'failed', error: { code: 'data_dir_read_only' } });
  expect(job.error?.message).toContain('make it writable');
  await expectSwept(join(root, 'cache'));
});

onOwnDisk('folders on different disks: pictures are copied, complete', async () => {
  const userId = await addPerson('two-disks');
  const { root } = await workerWithDisk('users', 'size=1m');
  const job = await draw(userId, { n_iter: 2 });
  expect(job).toMatchObject({ state: 'succeeded' });
  const files = await findPictures(userId, job.id);
  expect(files.map(({ path }) => path.split('/').at(-1))).toEqual(['00000-7.png', '00001-8.png']);
  for (const { path } of files) expect(existsSync(join(root, path))).toBe(true);
});

test('a data directory that vanishes under a job: a sentence, and no second tree in its place', async () => {
  const userId = await addPerson('vanished');
  await startTestWorker();
  const job = await submitJob({ userId, request: await aStarterRequest({ steps: 60 }) });
  await untilJob(userId, job.id, ({ progress }) => (progress?.step ?? 0) >= 2);
  await rename(data.path, `${data.path}-away`);
  try {
    const ended = await waitForJob(userId, job.id);
    expect(ended).toMatchObject({ state: 'failed', error: { code: 'data_dir_missing' }, pictures: [] });
    expect(ended.error?.message).toContain('bring the disk back');
    expect(await ledgerOf(job.id)).toEqual([]);
    expect(existsSync(data.path)).toBe(false);
  } finally {
    await rename(`${data.path}-away`, data.path);
  }
  expect(await draw(userId)).toMatchObject({ state: 'succeeded' });
});

test('pictures that nobody asked to keep are answered from the cache, never put among the kept ones', async () => {
  const userId = await addPerson('transient');
  await startTestWorker();
  const job = await draw(userId, { save_images: false, batch_size: 2 });
  expect(job.pictures.map(({ saved }) => saved)).toEqual([false, false]);
  const files = await findPictures(userId, job.id);
  expect(files.map(({ path }) => path)).toEqual([
    `cache/results/${job.id}/0.png`,
    `cache/results/${job.id}/1.png`,
  ]);
  for (const file of files) expect(existsSync(openPicture(file))).toBe(true);
  expect(existsSync(openPicture({ path: 'users/transient' }))).toBe(false);
  expect(await findJob(userId, job.id)).toEqual(job);
});

/** Nothing of a job is left; what the engine keeps of checkpoints lies beside it. */
async function expectSwept(cache: string): Promise<void> {
  for (const folder of ['staging', 'results']) {
    await expect.poll(() => filesBelow(join(cache, folder))).toEqual([]);
  }
}
