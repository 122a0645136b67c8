import { readFileSync } from 'node:fs';
import { access, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeEach, expect, test } from 'vitest';
import { jobDir } from '@/lib/data-dir';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import type { Img2ImgRequest } from '@/lib/generation/img2img';
import { findPictures, openPicture, submitJob, waitForJob } from '@/lib/jobs';
import { readSentPicture } from '@/lib/jobs/sent-picture';
import { addPerson, emptyQueue } from '@/lib/jobs/testing';
import type { JobView } from '@/lib/jobs/types';
import {
  aStarterRequest,
  endWorkersAfterEachTest,
  enginePid,
  startTestWorker,
  until,
  untilJob,
} from './testing';

useTestDatabase();
useTestDataDir();
endWorkersAfterEachTest();
beforeEach(emptyQueue);

const isDrawing = (job: JobView) => (job.progress?.step ?? 0) >= 2;

async function picture(background: string) {
  const file = await sharp({ create: { width: 128, height: 128, channels: 3, background } })
    .png()
    .toBuffer();
  return readSentPicture(file);
}

const START = await picture('#905030');

/** Long enough that a test can act while it is drawn. */
async function submit(userId: string, { isKept = true } = {}) {
  const { sha256, width, height } = START;
  const img2img: Img2ImgRequest = {
    init_images: [{ sha256, width, height }],
    resize_mode: 0,
    denoising_strength: 0.9,
    initial_noise_multiplier: 1,
    img2img_fix_steps: false,
    img2img_color_correction: false,
    img2img_background_color: '#ffffff',
    upscaler_for_img2img: null,
    inpainting_mask_weight: 1,
  };
  const request = await aStarterRequest({ kind: 'img2img', steps: 60, img2img, save_images: isKept });
  return submitJob({ userId, request, inputs: [START] });
}

const bytesOf = async (userId: string, id: string) =>
  readFileSync(openPicture((await findPictures(userId, id))[0]!));
const untilGone = (id: string) =>
  until(() =>
    access(jobDir(id)).then(
      () => null,
      () => true,
    ),
  );

test('a picture from a picture is the same after its engine died, its worker died, and its worker stopped', async () => {
  const userId = await addPerson();
  const first = await startTestWorker({ leaseMs: 2_000 });
  const undisturbed = await submit(userId);
  await waitForJob(userId, undisturbed.id);
  const expected = await bytesOf(userId, undisturbed.id);

  const job = await submit(userId);
  await untilJob(userId, job.id, isDrawing);
  process.kill(await enginePid(first), 'SIGKILL');
  await untilJob(userId, job.id, ({ state, progress }) => state === 'queued' || (progress?.step ?? 0) < 2);
  await untilJob(userId, job.id, isDrawing);
  await first.stop();
  await untilJob(userId, job.id, ({ state }) => state === 'queued');

  const second = await startTestWorker({ leaseMs: 2_000 });
  await untilJob(userId, job.id, isDrawing);
  second.process.kill('SIGKILL');
  await startTestWorker({ leaseMs: 3_000 });
  expect(await waitForJob(userId, job.id)).toMatchObject({ state: 'succeeded', error: null });
  expect((await bytesOf(userId, job.id)).equals(expected)).toBe(true);
  // It may be asked for again.
  expect(await readdir(jobDir(job.id))).toEqual([START.sha256]);
});

test('a job whose picture went or changed on the disk ends with a sentence, and is not tried again', async () => {
  const userId = await addPerson();
  const gone = await submit(userId);
  const changed = await submit(userId, { isKept: false });
  await rm(jobDir(gone.id), { recursive: true });
  await writeFile(join(jobDir(changed.id), START.sha256), 'something else');
  await startTestWorker();
  expect(await waitForJob(userId, gone.id)).toMatchObject({
    state: 'failed',
    error: { code: 'input_gone', message: expect.stringContaining('Send the request again') },
  });
  expect(await waitForJob(userId, changed.id)).toMatchObject({
    state: 'failed',
    error: { code: 'input_damaged' },
  });
  await untilGone(changed.id);
});
