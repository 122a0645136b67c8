/** A real worker keeps the catalogue like everybody's checkpoint folders. */
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { listCheckpoints } from '@/lib/catalog';
import { rescanFor } from '@/lib/catalog/request-rescan';
import { insideTree } from '@/lib/data-dir';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { submitJob } from '@/lib/jobs/submit';
import { addPerson } from '@/lib/jobs/testing';
import { waitForJob } from '@/lib/jobs/wait';
import { starterFile } from './bundled-files';
import { aStarterRequest, endWorkersAfterEachTest, startTestWorker, until } from './testing';

useTestDatabase();
useTestDataDir();
endWorkersAfterEachTest();

/** Two seconds, and patience with a busy machine; without watching it would be a minute. */
const AT_ONCE_MS = 15_000;

const ownFile = (userName: string, name: string) =>
  insideTree({ kind: 'own', userName }, `models/Stable-diffusion/${name}`);

async function put(userName: string, name: string): Promise<string> {
  const file = ownFile(userName, name);
  await mkdir(dirname(file), { recursive: true });
  await copyFile(starterFile(), file);
  return file;
}

const names = async (viewer: string) => (await listCheckpoints(viewer)).map(({ name }) => name);
const untilNames = (viewer: string, wanted: string[]) =>
  until(async () => ((await names(viewer)).join() === wanted.join() ? true : null));

test('own checkpoints appear at once, change and vanish, also of people who come later', async () => {
  const ann = await addPerson('ann');
  await startTestWorker();
  expect(await names(ann)).toEqual(['starter-v0']);
  // Her folder is made with the file.
  let began = performance.now();
  const first = await put('ann', 'a.safetensors');
  await untilNames(ann, ['a', 'starter-v0']);
  expect(performance.now() - began).toBeLessThan(AT_ONCE_MS);
  // Nobody knew of him when the worker started; a picture makes his folder before he has models.
  const bob = await addPerson('bob');
  await mkdir(insideTree({ kind: 'own', userName: 'bob' }, 'outputs'), { recursive: true });
  await put('bob', 'b.safetensors');
  await untilNames(bob, ['b', 'starter-v0']);
  began = performance.now();
  await put('bob', 'deep/c.safetensors');
  await untilNames(bob, ['b', 'c', 'starter-v0']);
  expect(performance.now() - began).toBeLessThan(AT_ONCE_MS);
  expect(await names(ann)).toEqual(['a', 'starter-v0']);

  await rename(first, ownFile('ann', 'z.safetensors'));
  await untilNames(ann, ['starter-v0', 'z']);
  await rm(dirname(first), { recursive: true });
  await untilNames(ann, ['starter-v0']);
  began = performance.now();
  await put('ann', 'again.safetensors');
  await untilNames(ann, ['again', 'starter-v0']);
  expect(performance.now() - began).toBeLessThan(AT_ONCE_MS);
});

test('a job is drawn with its owner’s checkpoint, and never with another person’s', async () => {
  const ann = await addPerson('eve');
  const bob = await addPerson('mallory');
  await put('eve', 'hers.safetensors');
  await startTestWorker();
  const hers = (await listCheckpoints(ann)).find(({ name }) => name === 'hers')!;
  const checkpoint = { id: hers.id, name: hers.name, hash: null };
  const request = await aStarterRequest({ checkpoint, steps: 1, width: 64, height: 64 });
  const own = await submitJob({ userId: ann, request });
  expect(await waitForJob(ann, own.id)).toMatchObject({ state: 'succeeded' });
  const stolen = await submitJob({ userId: bob, request });
  expect(await waitForJob(bob, stolen.id)).toMatchObject({
    state: 'failed',
    error: { code: 'checkpoint_gone' },
    pictures: [],
  });
});

test('who asks gets their folder read before the answer; who asks all the time waits a little', async () => {
  const ann = await addPerson('zoe');
  await startTestWorker();
  await put('zoe', 'new.safetensors');
  expect(await rescanFor(ann)).toBe(true);
  expect(await names(ann)).toContain('new');
  const many = await Promise.all(Array.from({ length: 50 }, () => rescanFor(ann)));
  expect(many.every(Boolean)).toBe(true);
});

test('while no worker runs a rescan gives up', async () => {
  expect(await rescanFor(await addPerson('lonely'))).toBe(false);
});
