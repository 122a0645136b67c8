import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { openPicture, findPictures } from '@/lib/jobs/picture-file';
import { submitJob } from '@/lib/jobs/submit';
import { addPerson } from '@/lib/jobs/testing';
import { waitForJob } from '@/lib/jobs/wait';
import { aStarterRequest, endWorkersAfterEachTest, startTestWorker } from './testing';

useTestDatabase();
useTestDataDir();
endWorkersAfterEachTest();

test('a picture from a prompt', async () => {
  const userId = await addPerson('ada');
  const t = performance.now();
  const worker = await startTestWorker();
  console.log('ready', performance.now() - t);
  for (let i = 0; i < 3; i++) {
    const t0 = performance.now();
    const job = await submitJob({ userId, request: await aStarterRequest() });
    const t1 = performance.now();
    const ended = await waitForJob(userId, job.id);
    console.log('submit', t1 - t0, 'wait', performance.now() - t1, 'device', ended.deviceMs);
    if (ended.state !== 'succeeded') console.log(worker.log());
    expect(ended).toMatchObject({ state: 'succeeded' });
    const [file] = await findPictures(userId, job.id);
    console.log(file?.path, readFileSync(openPicture(file!)).length, ended.error);
  }
  console.log(worker.log().split('\n').filter((l) => !l.includes('engine process')).slice(-12).join('\n'));
  expect(await worker.stop()).toBe(0);
});
