import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { findPicture, findPictures, listPictures, openPicture } from './picture-file';
import { settleJob } from './settle';
import { addPerson, aRunningJob, emptyQueue } from './testing';

useTestDatabase();
const data = useTestDataDir();
beforeEach(emptyQueue);

async function aJobWithPictures(userId: string, count: number, saved = true): Promise<string> {
  const { claimed } = await aRunningJob(userId);
  const pictures = Array.from({ length: count }, (_, index) => ({
    index,
    path: `users/ada/outputs/${claimed.id}-${index}.png`,
    saved,
    complete: true,
    width: 128,
    height: 64,
    seed: index,
    infotext: 'x',
  }));
  await settleJob(claimed, { deviceMs: 1, interrupted: false, placePictures: async () => pictures });
  return claimed.id;
}

test('a list is newest first and goes on where the last page ended', async () => {
  const userId = await addPerson();
  const jobs = [await aJobWithPictures(userId, 2), await aJobWithPictures(userId, 3)];
  const first = await listPictures(userId, { limit: 2 });
  const second = await listPictures(userId, { limit: 10, before: first[1]!.id });
  const seen = [...first, ...second].map(({ jobId, index }) => `${jobs.indexOf(jobId!)}/${index}`);
  expect(seen).toEqual(['1/2', '1/1', '1/0', '0/1', '0/0']);
  expect(await listPictures(userId, { limit: 10, before: second.at(-1)!.id })).toEqual([]);
  expect(await listPictures(userId, { limit: 10, before: 'nonsense' })).toEqual([]);
  expect(first[0]).not.toHaveProperty('path');
});

test('pictures that were not to be kept can be fetched but are not listed', async () => {
  const userId = await addPerson();
  const jobId = await aJobWithPictures(userId, 1, false);
  expect(await listPictures(userId, { limit: 10 })).toEqual([]);
  const [picture] = await findPictures(userId, jobId);
  expect(await findPicture(userId, picture!.id)).toMatchObject({
    jobId,
    saved: false,
    width: 128,
    height: 64,
  });
});

test('only the owner finds a picture, and a deleted one nobody', async () => {
  const [me, other] = [await addPerson(), await addPerson()];
  const [picture] = await findPictures(me, await aJobWithPictures(me, 1));
  expect(await findPicture(other, picture!.id)).toBeNull();
  expect(await findPictures(other, picture!.jobId!)).toEqual([]);
  expect(await listPictures(other, { limit: 10, before: picture!.id })).toEqual([]);
  expect(await findPicture(me, `${picture!.id}' OR true`)).toBeNull();
  expect(await findPicture(me, picture!.id.toUpperCase())).not.toBeNull();
  await databasePool().query('UPDATE picture SET deleted_at = now() WHERE id = $1', [picture!.id]);
  expect(await findPicture(me, picture!.id)).toBeNull();
  expect(await listPictures(me, { limit: 10 })).toEqual([]);
});

test('a picture’s file lies in the data directory, whatever its row says', () => {
  expect(openPicture({ path: 'users/ada/a.png' })).toBe(join(data.path, 'users', 'ada', 'a.png'));
  expect(() => openPicture({ path: '../secret' })).toThrow('path');
});
