import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { beforeEach, expect, test } from 'vitest';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import type { GenerationFields } from '@/lib/generation/generation-fields';
import { resolveRequest } from '@/lib/generation/resolve-request';
import { SCRIPT_DEFAULTS, type ScriptFields, type XyzFields } from '@/lib/generation/series/script-fields';
import { someFields } from '@/lib/generation/series/testing';
import type { JobInput } from '@/lib/jobs/inputs';
import { interruptJobs } from '@/lib/jobs/interrupt';
import { findPictures, openPicture } from '@/lib/jobs/picture-file';
import { submitJob } from '@/lib/jobs/submit';
import { addPerson, emptyQueue, ledgerOf } from '@/lib/jobs/testing';
import { waitForJob } from '@/lib/jobs/wait';
import { aStarterRequest, endWorkersAfterEachTest, enginePid, startTestWorker, untilJob } from './testing';

useTestDatabase();
useTestDataDir();
endWorkersAfterEachTest();
beforeEach(emptyQueue);

interface Person {
  id: string;
  name: string;
}

async function person(name: string): Promise<Person> {
  return { id: await addPerson(name), name };
}

async function submitted(
  owner: Person,
  script: ScriptFields,
  changes: Partial<GenerationFields> = {},
  inputs: readonly JobInput[] = [],
) {
  const request = await resolveRequest(owner, { ...someFields(changes), script });
  return submitJob({ userId: owner.id, request, inputs });
}

/** A picture to draw from. */
async function aStart(width = 64, height = 64) {
  const bytes = await sharp({ create: { width, height, channels: 3, background: '#c04020' } })
    .png()
    .toBuffer();
  return { sha256: createHash('sha256').update(bytes).digest('hex'), width, height, bytes };
}

const axis = (type: string, values: string) => ({ type, values });
const plot = (changes: Partial<XyzFields>): XyzFields => ({ ...SCRIPT_DEFAULTS.xyz, ...changes });
const bytesOf = async (userId: string, jobId: string) =>
  (await findPictures(userId, jobId)).map((picture) => readFileSync(openPicture(picture)));

test('an X/Y/Z plot: a grid with its infotext first, then each picture with its own, counted once in one entry', async () => {
  const owner = await person('plotter');
  await startTestWorker();
  await aStarterRequest();
  const script = plot({ x: axis('Steps', '1-3'), y: axis('Sampler', 'Euler, DDIM') });
  const { id, request } = await submitted(owner, script, { seed: -1 });
  expect(request.series?.cells).toBeUndefined();
  const job = await waitForJob(owner.id, id);
  expect(job).toMatchObject({ state: 'succeeded', warnings: [] });
  const [grid, ...pictures] = job.pictures;
  expect(pictures.map(({ infotext }) => /Steps: (\d+), Sampler: ([^,]+)/.exec(infotext)?.slice(1))).toEqual([
    ['1', 'Euler'],
    ['2', 'Euler'],
    ['3', 'Euler'],
    ['1', 'DDIM'],
    ['2', 'DDIM'],
    ['3', 'DDIM'],
  ]);
  expect(new Set(pictures.map(({ seed }) => seed))).toEqual(new Set([job.request.seed]));
  expect(grid!.width).toBeGreaterThan(3 * 64);
  expect(grid!.infotext).toContain(
    'Script: X/Y/Z plot, X Type: Steps, X Values: 1-3, Y Type: Sampler, Y Values: "Euler, DDIM", Version: ',
  );
  const files = (await findPictures(owner.id, id)).map(openPicture);
  expect(files[0]).toMatch(/\/txt2img-grids\/[\d-]+\/xyz_grid-0000-\d+\.png$/);
  expect(files[1]).toMatch(/\/txt2img-images\/[\d-]+\/00000-\d+\.png$/);
  expect(await ledgerOf(id)).toMatchObject([{ pictures: 6 }]);

  // Without the single pictures they are drawn and kept all the same.
  const alone = await submitted(owner, { ...script, loneImages: false });
  expect((await waitForJob(owner.id, alone.id)).pictures.map(({ index }) => index)).toEqual([0]);
  expect(await ledgerOf(alone.id)).toMatchObject([{ pictures: 6 }]);
  expect((await bytesOf(owner.id, alone.id)).length).toBe(7);
});

test('a prompt matrix and a list of prompts; one that can’t be drawn is refused with what is wrong', async () => {
  const owner = await person('lister');
  await startTestWorker();
  await aStarterRequest();
  const { id } = await submitted(owner, SCRIPT_DEFAULTS.matrix, { prompt: 'a city|night|rain', steps: 1 });
  const job = await waitForJob(owner.id, id);
  expect(job.pictures.slice(1).map(({ infotext }) => infotext.split('\n')[0])).toEqual([
    'a city',
    'a city, night',
    'a city, rain',
    'a city, night, rain',
  ]);
  const lines = 'a cat\n--prompt "a dog" --n_iter 2 --seed 5 --steps 2';
  const list = await submitted(owner, { ...SCRIPT_DEFAULTS.prompts, lines, combined: true }, { steps: 1 });
  const [grid, ...pictures] = (await waitForJob(owner.id, list.id)).pictures;
  expect(pictures.map(({ seed, infotext }) => [seed, infotext.split('\n')[0]])).toEqual([
    [7, 'a cat a red house'],
    [5, 'a dog a red house'],
    [6, 'a dog a red house'],
  ]);
  expect(grid).toMatchObject({ width: 128, height: 128 });
  await expect(submitted(owner, plot({ x: axis('Steps', '1, 200') }))).rejects.toThrow(
    'Steps must be a whole number from 1 to 150.',
  );
});

const isDrawingFourth = { batch: 3, batches: 6 };

test('an interrupted plot keeps what is done; one whose engine dies goes on where it was', async () => {
  const owner = await person('stopper');
  const worker = await startTestWorker();
  await aStarterRequest();
  const script = plot({ x: axis('Seed', '1-6') });
  const long = { steps: 30, sampler: 'Euler' };
  const stopped = await submitted(owner, script, long);
  const at = await untilJob(owner.id, stopped.id, (job) => (job.progress?.batch ?? 0) >= 3);
  expect(at.progress).toMatchObject(isDrawingFourth);
  expect(await interruptJobs(owner.id)).toBe(1);
  const kept = await waitForJob(owner.id, stopped.id);
  expect(kept).toMatchObject({ state: 'succeeded', interrupted: true });
  expect(kept.pictures.length).toBeGreaterThanOrEqual(4);
  expect(kept.pictures.length).toBeLessThan(7);
  expect(kept.pictures[0]!.infotext).toContain('X Values: 1-6');

  const crashed = await submitted(owner, script, long);
  await untilJob(owner.id, crashed.id, (job) => (job.progress?.batch ?? 0) >= 3);
  process.kill(await enginePid(worker), 'SIGKILL');
  const whole = await waitForJob(owner.id, crashed.id);
  expect(whole).toMatchObject({ state: 'succeeded', interrupted: false, warnings: [] });
  // No other delivery: what was drawn before is not drawn again.
  const { rows } = await databasePool().query('SELECT deliveries FROM job WHERE id = $1', [crashed.id]);
  expect(rows).toEqual([{ deliveries: 1 }]);
  expect(whole.pictures.slice(1).map(({ seed }) => seed)).toEqual([1, 2, 3, 4, 5, 6]);
  const before = await bytesOf(owner.id, stopped.id);
  const after = await bytesOf(owner.id, crashed.id);
  for (const k of [1, 2, 3]) expect(after[k]!.equals(before[k]!)).toBe(true);
});

test('a loopback whose engine dies goes on from the picture before; tiles that were not drawn stay as they were', async () => {
  const owner = await person('looper');
  const worker = await startTestWorker();
  await aStarterRequest();
  const start = await aStart();
  const long = { steps: 30, sampler: 'Euler', denoisingStrength: 1, initImages: [start] };
  const script = { ...SCRIPT_DEFAULTS.loopback, loops: 4 };
  const undisturbed = await submitted(owner, script, long, [start]);
  await waitForJob(owner.id, undisturbed.id);
  const crashed = await submitted(owner, script, long, [start]);
  const at = await untilJob(owner.id, crashed.id, (job) => (job.progress?.batch ?? 0) >= 2);
  expect(at.progress).toMatchObject({ batches: 4 });
  process.kill(await enginePid(worker), 'SIGKILL');
  expect(await waitForJob(owner.id, crashed.id)).toMatchObject({ state: 'succeeded', warnings: [] });
  const [before, after] = [await bytesOf(owner.id, undisturbed.id), await bytesOf(owner.id, crashed.id)];
  expect(after).toHaveLength(5);
  for (const [k, bytes] of after.entries()) expect(bytes.equals(before[k]!)).toBe(true);
  expect(await ledgerOf(crashed.id)).toMatchObject([{ pictures: 4 }]);

  const wide = await aStart(256, 64);
  const upscale = { ...SCRIPT_DEFAULTS.sdUpscale, overlap: 0 };
  const stopped = await submitted(owner, upscale, { ...long, initImages: [wide] }, [wide]);
  await untilJob(owner.id, stopped.id, (job) => (job.progress?.batch ?? 0) >= 2);
  expect(await interruptJobs(owner.id)).toBe(1);
  const kept = await waitForJob(owner.id, stopped.id);
  expect(kept).toMatchObject({ state: 'succeeded', interrupted: true });
  // Shown, not kept: it is not whole.
  expect(kept.pictures).toMatchObject([{ width: 256, height: 64, complete: false, saved: false }]);
  const { data } = await sharp((await bytesOf(owner.id, stopped.id))[0]!)
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([...data.subarray(255 * 3, 256 * 3)]).toEqual([0xc0, 0x40, 0x20]);
  expect([...data.subarray(0, 64 * 3)]).not.toEqual([...data.subarray(192 * 3, 256 * 3)]);
});
