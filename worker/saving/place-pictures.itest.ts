import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { outputDir, transientDir } from '@/lib/data-dir';
import { firstFreeNumber } from '@/lib/data-dir/first-free-number';
import { databasePool, inTransaction } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { recountStorage, storageOf } from '@/lib/files/storage';
import type { ClaimedJob } from '@/lib/jobs/claim';
import { claimJob } from '@/lib/jobs/claim';
import { handBackJob } from '@/lib/jobs/hand-back';
import { findPictures, openPicture } from '@/lib/jobs/picture-file';
import { settleJob } from '@/lib/jobs/settle';
import { addPerson, aRequest, aRunningJob, emptyQueue, LEASE } from '@/lib/jobs/testing';

import { Staging, stagingRoot } from './staging';
import { sweepResults } from './sweep-results';
import { sweepDelivery, sweepStaging } from './sweep-staging';

useTestDatabase();
const data = useTestDataDir();
beforeEach(emptyQueue);

async function staged(job: ClaimedJob, count: number, saved = true): Promise<Staging> {
  const staging = new Staging(job);
  for (let index = count - 1; index >= 0; index--) {
    await staging.add({
      bytes: Buffer.from(`picture ${index} of ${job.id}`),
      format: 'png',
      index,
      saved,
      complete: true,
      width: 1,
      height: 1,
      seed: 40 + index,
      infotext: 'x',
    });
  }
  return staging;
}

const settle = (job: ClaimedJob, staging: Staging) =>
  settleJob(job, { deviceMs: 1, interrupted: false, placePictures: (client) => staging.place(client) });

const folderOf = (userName: string) => outputDir(userName, 'txt2img-images', new Date());
const namesIn = async (folder: string) => (existsSync(folder) ? (await readdir(folder)).toSorted() : []);

test('pictures are numbered from 00000, one after the other, over jobs', async () => {
  const userId = await addPerson('ada');
  const first = (await aRunningJob(userId)).claimed;
  await settle(first, await staged(first, 2));
  const second = (await aRunningJob(userId)).claimed;
  await settle(second, await staged(second, 1));
  expect(await namesIn(folderOf('ada'))).toEqual(['00000-40.png', '00001-41.png', '00002-40.png']);
  const [picture] = await findPictures(userId, first.id);
  expect(readFileSync(openPicture(picture!), 'utf8')).toBe(`picture 0 of ${first.id}`);
});

test('saved pictures count as stored by their owner; others do not', async () => {
  const userId = await addPerson('storing');
  const owner = { id: userId, name: 'storing' };
  expect((await storageOf(owner)).used).toBe(0);
  for (const saved of [true, false]) {
    const job = (await aRunningJob(userId)).claimed;
    await settle(job, await staged(job, 2, saved));
    expect((await storageOf(owner)).used).toBe(2 * `picture 0 of ${job.id}`.length);
  }
  expect(await recountStorage(owner)).toBe((await storageOf(owner)).used);
});

test('the number is one more than the highest of any file there', async () => {
  const folder = join(data.path, 'cache', 'numbers');
  await mkdir(folder);
  const name = fc.oneof(
    fc.tuple(fc.nat(99_999), fc.constantFrom('-7.png', '-a b.jpg', '.txt')).map(([n, rest]) => `${n}${rest}`),
    fc.constantFrom('x-9.png', '99999999999999999999-1.png', '12', '-5.png', '.7-hidden'),
  );
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(name, { maxLength: 6 }), async (names) => {
      await Promise.all(names.map((file) => writeFile(join(folder, file), '')));
      const numbers = names.map((file) => Number(/^(\d{1,9})[-.]/.exec(file)?.[1] ?? -1));
      expect(await firstFreeNumber(folder)).toBe(Math.max(-1, ...numbers) + 1);
      await Promise.all(names.map((file) => rm(join(folder, file))));
    }),
    { numRuns: 40 },
  );
});

test('many workers that save for one person at once share no number', async () => {
  const userId = await addPerson('crowd');
  const jobs = [];
  for (let i = 0; i < 8; i++) jobs.push((await aRunningJob(userId)).claimed);
  const stagings = await Promise.all(jobs.map((job) => staged(job, 3)));
  const states = await Promise.all(jobs.map((job, i) => settle(job, stagings[i]!)));
  expect(states).toEqual(Array(8).fill('succeeded'));
  const numbers = (await namesIn(folderOf('crowd'))).map((name) => name.slice(0, 5));
  expect(numbers).toEqual(Array.from({ length: 24 }, (_, i) => String(i).padStart(5, '0')));
});

const outputsOf = (userName: string) => join(data.path, 'users', userName, 'outputs');
const filesBelow = async (folder: string) =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
    .toSorted();

test('folders by pattern: each has its own numbers, and workers that meet in them wait for nobody for ever', async () => {
  const userId = await addPerson('folders');
  const patterns = ['[seed]', 'all/[seed]', '[seed]', 'all/[seed]'];
  const jobs = [];
  for (const directories_filename_pattern of patterns)
    jobs.push((await aRunningJob(userId, { request: aRequest({ directories_filename_pattern }) })).claimed);
  // Theirs come in the opposite order.
  const stagings = await Promise.all(jobs.map((job) => staged(job, 3)));
  const states = await Promise.all(jobs.map((job, i) => settle(job, stagings[i]!)));
  expect(new Set(states)).toEqual(new Set(['succeeded']));
  const files = (folder: string) =>
    [40, 41, 42].flatMap((seed) => ['00000', '00001'].map((n) => `${folder}${seed}/${n}-${seed}.png`));
  expect(await filesBelow(join(outputsOf('folders'), 'txt2img-images'))).toEqual([
    ...files(''),
    ...files('all/'),
  ]);
});

test('without numbers a name that is taken gets one behind it, whatever its capitals; nothing is replaced', async () => {
  const userId = await addPerson('plain');
  const request = aRequest({
    save_images_add_number: false,
    samples_filename_pattern: 'Barn',
    save_to_dirs: false,
    outdirs: { pictures: 'album' },
  });
  const album = join(outputsOf('plain'), 'album');
  // The number of a day's folder is none of a file.
  await mkdir(join(album, '2026-03-04'), { recursive: true });
  await writeFile(join(album, 'barn.PNG'), 'mine');
  for (const count of [2, 1]) {
    const { claimed } = await aRunningJob(userId, { request });
    expect(await settle(claimed, await staged(claimed, count))).toBe('succeeded');
  }
  expect(await namesIn(album)).toEqual([
    ...['2026-03-04', 'Barn-1.png', 'Barn-2.png', 'Barn-3.png', 'barn.PNG'],
  ]);
  const numbered = aRequest({ ...request, save_images_add_number: true });
  const { claimed } = await aRunningJob(userId, { request: numbered });
  await settle(claimed, await staged(claimed, 1));
  expect(await namesIn(album)).toContain('00000-Barn.png');
  expect(readFileSync(join(album, 'barn.PNG'), 'utf8')).toBe('mine');
});

test('a folder that leads elsewhere is refused, and nothing is left of the job', async () => {
  const userId = await addPerson('linked');
  const folder = join(outputsOf('linked'), 'txt2img-images');
  await mkdir(folder, { recursive: true });
  await symlink(data.path, join(folder, 'away'));
  const request = aRequest({ directories_filename_pattern: 'away/[seed]' });
  const { claimed } = await aRunningJob(userId, { request });
  await expect(settle(claimed, await staged(claimed, 1))).rejects.toMatchObject({ code: 'bad_path' });
  expect(existsSync(join(data.path, '40'))).toBe(false);
});

test('a file where a folder belongs is said so', async () => {
  const userId = await addPerson('in-the-way');
  await mkdir(join(outputsOf('in-the-way'), 'txt2img-images'), { recursive: true });
  await writeFile(join(outputsOf('in-the-way'), 'txt2img-images', 'here'), 'mine');
  for (const directories_filename_pattern of ['here', 'here/[seed]']) {
    const { claimed } = await aRunningJob(userId, { request: aRequest({ directories_filename_pattern }) });
    await expect(settle(claimed, await staged(claimed, 1))).rejects.toMatchObject({
      code: 'folder_in_the_way',
    });
  }
});

test('a grid stands in its own folder and is counted by its own numbers', async () => {
  const userId = await addPerson('gridded');
  const request = aRequest({ batch_size: 2, batch_grid: { kept: true, shown: true } });
  for (let k = 0; k < 2; k++) {
    const { claimed } = await aRunningJob(userId, { request });
    const staging = new Staging(claimed);
    for (const index of [0, 1, 2])
      await staging.add({
        ...{
          bytes: Buffer.from('x'),
          format: 'png',
          index,
          saved: true,
          complete: true,
          width: 1,
          height: 1,
        },
        ...{ seed: 40, infotext: 'x', ...(index === 0 ? { grid: 'grid' } : {}) },
      });
    await settle(claimed, staging);
  }
  const day = basename(folderOf('gridded'));
  expect(await filesBelow(outputsOf('gridded'))).toEqual([
    `txt2img-grids/${day}/grid-0000.png`,
    `txt2img-grids/${day}/grid-0001.png`,
    ...['00000', '00001', '00002', '00003'].map((number) => `txt2img-images/${day}/${number}-40.png`),
  ]);
});

/** A picture with files beside it, and what it was drawn from. */
async function stagedWithFiles(job: ClaimedJob): Promise<Staging> {
  const staging = new Staging(job);
  await staging.add({
    ...{ bytes: Buffer.from('picture'), format: 'png', index: 0, saved: true, complete: true },
    ...{ width: 1, height: 1, seed: 40, infotext: 'a barn\nSteps: 1' },
    beside: [{ ending: '-mask.png', bytes: Buffer.from('mask') }],
  });
  await staging.addInit({ name: 'abc.png', bytes: Buffer.from('sent') });
  return staging;
}

const WITH_FILES = aRequest({ save_txt: true, save_to_dirs: false, init_images_dir: 'init-images' });

test('files beside a picture have its name, come with it, count as stored and have no row', async () => {
  const userId = await addPerson('beside');
  const owner = { id: userId, name: 'beside' };
  await storageOf(owner);
  const { claimed } = await aRunningJob(userId, { request: WITH_FILES });
  const staging = await stagedWithFiles(claimed);
  const failing = inTransaction(async (client) => {
    await staging.place(client);
    throw new Error('the commit failed');
  });
  await expect(failing).rejects.toThrow('the commit failed');
  expect(await settle(claimed, staging)).toBe('succeeded');
  const files = [
    'init-images/abc.png',
    ...['-mask.png', '.png', '.txt'].map((ending) => `txt2img-images/00000-40-a red house${ending}`),
  ];
  expect(await filesBelow(outputsOf('beside'))).toEqual(files);
  expect(readFileSync(join(outputsOf('beside'), files[3]!), 'utf8')).toBe('a barn\nSteps: 1\n');
  expect(await findPictures(userId, claimed.id)).toHaveLength(1);
  // What was committed is not swept.
  expect(await sweepDelivery(staging.name)).toBe(true);
  expect(await filesBelow(outputsOf('beside'))).toEqual(files);
  const used = (await storageOf(owner)).used;
  expect(used).toBe('picture'.length + 'mask'.length + 'a barn\nSteps: 1\n'.length + 'sent'.length);
  expect(await recountStorage(owner)).toBe(used);
  // The same picture sent again is there already; where one of its files would meet another, the name is another.
  await writeFile(join(outputsOf('beside'), 'txt2img-images', 'a red house.txt'), 'mine');
  const request = aRequest({
    ...WITH_FILES,
    save_images_add_number: false,
    samples_filename_pattern: '[prompt_spaces]',
  });
  const again = (await aRunningJob(userId, { request })).claimed;
  await settle(again, await stagedWithFiles(again));
  expect(await filesBelow(outputsOf('beside'))).toEqual([
    files[0],
    ...files.slice(1),
    ...['-1-mask.png', '-1.png', '-1.txt', '.txt'].map((ending) => `txt2img-images/a red house${ending}`),
  ]);
  expect((await storageOf(owner)).used).toBe(2 * used - 'sent'.length);
});

test('a worker that dies before the commit leaves no file beside a picture that is not there', async () => {
  const userId = await addPerson('beside-orphan');
  const { claimed } = await aRunningJob(userId, { request: WITH_FILES });
  const staging = await stagedWithFiles(claimed);
  await inTransaction(async (client) => {
    await staging.place(client);
    throw new Error('killed');
  }).catch(() => {});
  await handBackJob(claimed);
  await sweepStaging();
  expect(await filesBelow(outputsOf('beside-orphan'))).toEqual([]);
  const second = (await claimJob(randomUUID(), LEASE))!;
  await settle(second, await stagedWithFiles(second));
  expect(await sweepDelivery(staging.name)).toBe(true);
  expect(await filesBelow(outputsOf('beside-orphan'))).toHaveLength(4);
});

test('a file somebody put there by hand is never replaced', async () => {
  const userId = await addPerson('by-hand');
  const { claimed } = await aRunningJob(userId);
  const staging = await staged(claimed, 1);
  await mkdir(folderOf('by-hand'), { recursive: true });
  await writeFile(join(folderOf('by-hand'), '00004-40.png'), 'mine');
  await settle(claimed, staging);
  expect(await namesIn(folderOf('by-hand'))).toEqual(['00004-40.png', '00005-40.png']);
  expect(readFileSync(join(folderOf('by-hand'), '00004-40.png'), 'utf8')).toBe('mine');
});

test('placing again after a commit that failed takes over the files of the first time', async () => {
  const userId = await addPerson('again');
  const { claimed } = await aRunningJob(userId);
  const staging = await staged(claimed, 2);
  const failing = inTransaction(async (client) => {
    await staging.place(client);
    throw new Error('the commit failed');
  });
  await expect(failing).rejects.toThrow('the commit failed');
  expect(await namesIn(folderOf('again'))).toEqual(['00000-40.png', '00001-41.png']);
  expect(await settle(claimed, staging)).toBe('succeeded');
  expect(await namesIn(folderOf('again'))).toEqual(['00000-40.png', '00001-41.png']);
});

test('a cache that was cleared under a job is said so, and what was placed before is taken back', async () => {
  const userId = await addPerson('cleared');
  const { claimed } = await aRunningJob(userId);
  const staging = await staged(claimed, 2);
  await rm(join(staging.directory, '1.png'));
  await expect(settle(claimed, staging)).rejects.toMatchObject({ code: 'staged_pictures_gone', status: 507 });
  expect(await namesIn(folderOf('cleared'))).toEqual([]);
});

test('a worker that dies between file and commit leaves no orphan once its job was taken from it', async () => {
  const userId = await addPerson('orphan');
  const { claimed } = await aRunningJob(userId);
  const staging = await staged(claimed, 2);
  await inTransaction(async (client) => {
    await staging.place(client);
    throw new Error('killed');
  }).catch(() => {});
  await sweepStaging();
  expect(await namesIn(folderOf('orphan'))).toHaveLength(2);
  await handBackJob(claimed);
  await sweepStaging();
  expect(await namesIn(folderOf('orphan'))).toEqual([]);
  expect(await readdir(stagingRoot())).toEqual([]);
  const second = (await claimJob(randomUUID(), LEASE))!;
  await settle(second, await staged(second, 2));
  expect(await namesIn(folderOf('orphan'))).toEqual(['00000-40.png', '00001-41.png']);
});

test('a worker that dies between commit and cleaning up leaves its pictures and nothing else', async () => {
  const userId = await addPerson('committed');
  const { claimed } = await aRunningJob(userId);
  const staging = await staged(claimed, 2);
  await settle(claimed, staging);
  expect(await sweepDelivery(staging.name)).toBe(true);
  expect(await namesIn(folderOf('committed'))).toEqual(['00000-40.png', '00001-41.png']);
  expect(existsSync(staging.directory)).toBe(false);
});

test('the sweep leaves files it does not know and a job that is being settled', async () => {
  const userId = await addPerson('busy');
  const { claimed } = await aRunningJob(userId);
  const staging = await staged(claimed, 1);
  await mkdir(join(stagingRoot(), 'not-ours'));
  await mkdir(join(stagingRoot(), `${randomUUID()}-1`));
  await handBackJob(claimed);
  await inTransaction(async (client) => {
    await client.query('SELECT 1 FROM job WHERE id = $1 FOR UPDATE', [claimed.id]);
    await sweepStaging();
  });
  expect(await readdir(stagingRoot())).toHaveLength(3);
  await sweepStaging();
  expect(existsSync(staging.directory)).toBe(false);
  const left = await readdir(stagingRoot());
  expect(left).toHaveLength(2);
  // Another database may know the job of that folder, but not for ever.
  const old = left.find((name) => name !== 'not-ours')!;
  await utimes(join(stagingRoot(), old), 0, 0);
  await sweepStaging();
  expect(await readdir(stagingRoot())).toEqual(['not-ours']);
});

test('the sweep never removes a file that belongs to another picture', async () => {
  const userId = await addPerson('owner');
  const { claimed } = await aRunningJob(userId);
  await settle(claimed, await staged(claimed, 1));
  const [kept] = await findPictures(userId, claimed.id);
  // A delivery of another job claims to have placed the very file.
  const other = (await aRunningJob(userId)).claimed;
  const staging = await staged(other, 1);
  await writeFile(join(staging.directory, '0.png'), readFileSync(openPicture(kept!)));
  await writeFile(
    join(staging.directory, 'manifest.jsonl'),
    `${JSON.stringify({ staged: '0.png', path: kept!.path })}\n{"half`,
  );
  await handBackJob(other);
  expect(await sweepDelivery(basename(staging.directory))).toBe(true);
  expect(existsSync(openPicture(kept!))).toBe(true);
});

test('pictures nobody asked to keep are forgotten after an hour, rows and files', async () => {
  const userId = await addPerson('forgetful');
  const { claimed } = await aRunningJob(userId);
  await settle(claimed, await staged(claimed, 2, false));
  expect(await namesIn(transientDir(claimed.id))).toEqual(['0.png', '1.png']);
  await sweepResults();
  expect(await findPictures(userId, claimed.id)).toHaveLength(2);
  await databasePool().query(
    `UPDATE picture SET created_at = now() - interval '61 minutes' WHERE job_id = $1`,
    [claimed.id],
  );
  await utimes(transientDir(claimed.id), new Date(), new Date(Date.now() - 61 * 60_000));
  await sweepResults();
  expect(await findPictures(userId, claimed.id)).toEqual([]);
  expect(existsSync(transientDir(claimed.id))).toBe(false);
});
