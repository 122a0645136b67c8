import { readFileSync } from 'node:fs';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeEach, expect, test } from 'vitest';
import { listCheckpoints } from '@/lib/catalog';
import { checkpointDir } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { findPictures, openPicture } from '@/lib/jobs/picture-file';
import { submitJob } from '@/lib/jobs/submit';
import { addPerson, emptyQueue, ledgerOf } from '@/lib/jobs/testing';
import { waitForJob } from '@/lib/jobs/wait';
import { starterFile } from './bundled-files';
import { aStarterRequest, endWorkersAfterEachTest, startTestWorker, until, untilJob } from './testing';

useTestDatabase();
useTestDataDir();
endWorkersAfterEachTest();
beforeEach(emptyQueue);

async function draw(userId: string, changes: Parameters<typeof aStarterRequest>[0] = {}) {
  const { id } = await submitJob({ userId, request: await aStarterRequest(changes) });
  const job = await waitForJob(userId, id);
  const files = (await findPictures(userId, id)).map(openPicture);
  return { job, files, bytes: files.map((file) => readFileSync(file)) };
}

test('on a fresh installation: the starter, then a picture from a prompt, with its parameters, billed', async () => {
  const userId = await addPerson('ada');
  await startTestWorker();
  expect(await listCheckpoints(null)).toMatchObject([
    { name: 'starter-v0', architecture: 'SD 1.x', nativeSize: 128, problem: null },
  ]);
  const { job, files, bytes } = await draw(userId, {
    steps: 8,
    width: 135,
    n_iter: 2,
    batch_size: 2,
    seed: 41,
  });
  expect(job).toMatchObject({ state: 'succeeded', interrupted: false, error: null });
  expect(job.pictures.map(({ seed, width, height }) => [seed, width, height])).toEqual([
    [41, 128, 128],
    [42, 128, 128],
    [43, 128, 128],
    [44, 128, 128],
  ]);
  const today = job.finishedAt!.slice(0, 10);
  expect(files[3]).toMatch(new RegExp(`/users/ada/outputs/txt2img-images/${today}/00003-44\\.png$`));
  expect(await sharp(bytes[0]).metadata()).toMatchObject({
    format: 'png',
    width: 128,
    height: 128,
    channels: 3,
  });
  expect(bytes[0]!.includes(`tEXtparameters\0${job.pictures[0]!.infotext}`)).toBe(true);
  expect(job.pictures[3]!.infotext).toContain('Seed: 44');
  const [entry] = await ledgerOf(job.id);
  expect(entry).toMatchObject({ pictures: 4 });
  expect(Number(entry?.device_ms)).toBe(job.deviceMs);
  expect(job.deviceMs).toBeGreaterThan(0);
});

test('the same request gives the same bytes, kept or not, from any worker', async () => {
  const userId = await addPerson();
  const request = { steps: 4, prompt: 'ein grünes Haus 猫 😀' };
  const first = await startTestWorker();
  const kept = await draw(userId, request);
  const transient = await draw(userId, { ...request, save_images: false });
  await first.stop();
  await startTestWorker();
  const elsewhere = await draw(userId, request);
  expect(transient.bytes[0]!.equals(kept.bytes[0]!)).toBe(true);
  expect(elsewhere.bytes[0]!.equals(kept.bytes[0]!)).toBe(true);
  expect(kept.bytes[0]!.includes('iTXtparameters')).toBe(true);
  const other = await draw(userId, { ...request, seed: 8 });
  expect(other.bytes[0]!.equals(kept.bytes[0]!)).toBe(false);
});

test('progress comes with the time left and previews while a picture is drawn', async () => {
  const userId = await addPerson();
  await startTestWorker();
  const { id } = await submitJob({
    userId,
    request: await aStarterRequest({ sampler_name: 'Euler', steps: 100, preview_every: 2 }),
  });
  const job = await untilJob(
    userId,
    id,
    ({ progress }) => progress?.eta != null && progress.preview !== null,
  );
  expect(job.progress).toMatchObject({ phase: 'denoising', batch: 0, batches: 1, steps: 100 });
  expect(job.progress!.eta).toBeGreaterThan(0);
  const preview = Buffer.from(job.progress!.preview!.split(',')[1]!, 'base64');
  expect(await sharp(preview).metadata()).toMatchObject({ format: 'png' });
  const { previewNo } = job.progress!;
  await untilJob(
    userId,
    id,
    ({ progress, state }) => state !== 'running' || (progress?.previewNo ?? 0) > previewNo,
  );
  expect(await waitForJob(userId, id)).toMatchObject({ state: 'succeeded', progress: null });
});

test('broken files in the models folder are listed with what is wrong; good ones appear and vanish with their files', async () => {
  await startTestWorker();
  const put = (name: string, content: Buffer | string) => writeFile(join(checkpointDir(), name), content);
  const starter = readFileSync(starterFile());
  await put('truncated.safetensors', starter.subarray(0, 1_000_000));
  await put(
    'oversized-header.safetensors',
    Buffer.concat([Buffer.from([0, 0, 0, 0, 0, 1, 0, 0]), Buffer.alloc(64)]),
  );
  await put('page.safetensors', '<!DOCTYPE html><html></html>');
  await put('old.ckpt', Buffer.from('PK\x03\x04xxxxxxxxxxxx', 'latin1'));
  await copyFile(starterFile(), join(checkpointDir(), 'copy.safetensors'));
  const broken = ['oversized-header.safetensors', 'old.ckpt', 'page.safetensors', 'truncated.safetensors'];
  const listed = await until(async () => {
    const found = await listCheckpoints(null);
    const isComplete =
      found.length === 6 && found.every(({ problem, hash }) => problem !== null || hash !== null);
    return isComplete ? found : null;
  });
  expect(listed.filter(({ problem }) => problem).map(({ path }) => path)).toEqual(
    expect.arrayContaining(broken),
  );
  for (const { problem } of listed.filter(({ path }) => broken.includes(path))) {
    expect(problem!.length).toBeGreaterThan(20);
    expect(problem).not.toContain(checkpointDir());
  }
  const [copy, original] = ['copy.safetensors', 'starter-v0.safetensors'].map((path) =>
    listed.find((row) => row.path === path),
  );
  expect(copy?.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(copy?.sha256).toBe(original?.sha256);
  expect(copy?.title).toBe(`copy.safetensors [${copy?.sha256?.slice(0, 10)}]`);
});

test('a checkpoint that was removed after the request ends the job with a sentence', async () => {
  const userId = await addPerson();
  await startTestWorker();
  const request = await aStarterRequest();
  const checkpoint = { ...request.checkpoint, id: '00000000-0000-7000-8000-000000000000', name: 'gone' };
  const { id } = await submitJob({ userId, request: { ...request, checkpoint } });
  const job = await waitForJob(userId, id);
  expect(job).toMatchObject({ state: 'failed', error: { code: 'checkpoint_gone' } });
  expect(job.error!.message).toContain('“gone” was removed');
  expect(await ledgerOf(id)).toEqual([]);
});

test('a worker is listed while it is there', async () => {
  await databasePool().query('DELETE FROM worker');
  const listed = async () => (await databasePool().query('SELECT heartbeat_at FROM worker')).rows;
  const worker = await startTestWorker({ leaseMs: 300 });
  const [first] = await listed();
  await until(async () => ((await listed())[0]?.heartbeat_at > first!.heartbeat_at ? true : null));
  expect(await worker.stop()).toBe(0);
  expect(await listed()).toEqual([]);
});
