/** Jobs that wait while their model is shared, taken back or restricted. */
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findCheckpoint, listModels } from '@/lib/catalog';
import { checkpointDir, ownRoot } from '@/lib/data-dir';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { openTree } from '@/lib/files';
import { submitJob } from '@/lib/jobs/submit';
import { aRequest } from '@/lib/jobs/testing';
import { waitForJob } from '@/lib/jobs/wait';
import { findSharedModel } from '@/lib/sharing/list-shared';
import { publishModel } from '@/lib/sharing/publish';
import { setAccess } from '@/lib/sharing/set-access';
import { aPerson, aTeam, seenBy } from '@/lib/sharing/testing';
import { STARTER } from '../engine/testing/paths';
import { endWorkersAfterEachTest, startTestWorker } from '../testing';

useTestDatabase();
useTestDataDir();
endWorkersAfterEachTest();

test('a job that waits draws with its checkpoint where that was moved to, and ends with a sentence when it lost it', async () => {
  const ann = await aPerson('ann');
  const [hers, others] = [await aTeam(ann), await aTeam()];
  await openTree('shared', ann);
  await copyFile(STARTER, join(ownRoot('checkpoint', ann.name), 'hers.safetensors'));
  await copyFile(STARTER, join(checkpointDir(), 'given.safetensors'));
  await (await startTestWorker()).stop();

  const waiting = async (name: string) => {
    const { id, hash } = (await findCheckpoint(ann.id, name))!;
    const request = aRequest({ checkpoint: { id, name, hash }, steps: 2, width: 64, height: 64 });
    return { model: id, job: await submitJob({ userId: ann.id, request }) };
  };
  const [moved, lost] = [await waiting('hers'), await waiting('given')];
  await publishModel(ann, moved.model, { mode: 'move', name: 'ours', access: 'teams', teams: [hers] });
  await setAccess(ann, lost.model, 0, { access: 'teams', teams: [others] });
  expect((await findSharedModel(moved.model)).jobs).toBe(1);
  expect((await findSharedModel(lost.model)).jobs).toBe(1);

  await startTestWorker();
  expect(await waitForJob(ann.id, moved.job.id)).toMatchObject({ state: 'succeeded' });
  expect(await waitForJob(ann.id, lost.job.id)).toMatchObject({
    state: 'failed',
    error: { code: 'checkpoint_gone', message: expect.stringContaining('no longer shared with you') },
  });
  // The scans in between changed nothing about whose it is.
  expect(await seenBy(ann)).toContain(moved.model);
  const { models } = await listModels({ viewer: ann.id, search: 'ours', limit: 5 });
  expect(models).toMatchObject([{ id: moved.model, isOwn: false, path: 'ours.safetensors', problem: null }]);
});
