import { beforeEach, expect, test } from 'vitest';
import { useTestDatabase } from '@/lib/db/testing';
import { findJob } from './find';
import { type Progress, reportProgress } from './report-progress';
import { addPerson, aRunningJob, emptyQueue } from './testing';

useTestDatabase();
beforeEach(emptyQueue);

const at = (step: number): Progress => ({
  phase: 'denoising',
  batch: 1,
  batches: 2,
  step,
  steps: 20,
  eta: 3.25,
});

test('the owner sees the newest progress and preview; a report without one keeps the last', async () => {
  const userId = await addPerson();
  const { claimed } = await aRunningJob(userId);
  const progress = async () => (await findJob(userId, claimed.id))?.progress;
  expect(await progress()).toBeNull();
  expect(await reportProgress(claimed, at(1))).toBe(true);
  expect(await progress()).toEqual({ ...at(1), previewNo: 0, preview: null });
  await reportProgress(claimed, { ...at(2), preview: Buffer.from('one') });
  const preview = `data:image/png;base64,${Buffer.from('one').toString('base64')}`;
  expect(await progress()).toEqual({ ...at(2), previewNo: 1, preview });
  await reportProgress(claimed, { ...at(3), eta: null });
  expect(await progress()).toEqual({ ...at(3), eta: null, previewNo: 1, preview });
  await reportProgress(claimed, { ...at(4), preview: Buffer.from('two') });
  expect((await progress())?.previewNo).toBe(2);
});

test('a stranger’s lease writes nothing', async () => {
  const userId = await addPerson();
  const { claimed } = await aRunningJob(userId);
  expect(await reportProgress({ ...claimed, leaseToken: claimed.id }, at(1))).toBe(false);
  expect((await findJob(userId, claimed.id))?.progress).toBeNull();
});
