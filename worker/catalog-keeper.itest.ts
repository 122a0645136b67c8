/** A real worker keeps the catalogue like the model folders, and draws with what is in it. */
import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { listCheckpoints, listModels, listNamedModels, MODEL_KINDS } from '@/lib/catalog';
import { rescanFor } from '@/lib/catalog/request-rescan';
import { insideTree, ownRoot, sharedRoot } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { submitJob } from '@/lib/jobs/submit';
import { addPerson } from '@/lib/jobs/testing';
import { waitForJob } from '@/lib/jobs/wait';
import { starterFile } from './bundled-files';
import { STARTER_LORA } from './engine/testing/paths';
import { emptyTensors, safetensorsBytes } from './engine/testing/safetensors-bytes';
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

test('files of every kind appear and vanish, in folders below too, own and shared; pictures beside them count', async () => {
  const ann = await addPerson('kim');
  await startTestWorker();
  const seen = async () => {
    const { models } = await listModels({ viewer: ann, limit: 100 });
    return models.filter(({ name }) => name !== 'starter-v0').map(({ kind, name }) => `${kind} ${name}`);
  };
  for (const kind of MODEL_KINDS) {
    for (const [k, root] of [ownRoot(kind, 'kim'), sharedRoot(kind)].entries()) {
      const folder = `${root}/some/where`;
      await mkdir(folder, { recursive: true });
      await copyFile(STARTER_LORA, `${folder}/of ${kind} ${k}.safetensors`);
      // Without a flag nobody sees the shared ones of most kinds: asked of the table.
      await until(async () => {
        const { rowCount } = await databasePool().query('SELECT 1 FROM model WHERE kind = $1 AND name = $2', [
          kind,
          `of ${kind} ${k}`,
        ]);
        return rowCount ? true : null;
      });
    }
  }
  for (const kind of MODEL_KINDS) expect(await seen()).toContain(`${kind} of ${kind} 0`);
  const lora = `${ownRoot('lora', 'kim')}/some/where/of lora 0`;
  await writeFile(`${lora}.png`, 'a picture');
  await until(async () => {
    const { models } = await listModels({ viewer: ann, kind: ['lora'], limit: 10 });
    return models[0]?.hasPreview ?? null;
  });
  await rm(`${lora}.safetensors`);
  await until(async () => ((await seen()).includes('lora of lora 0') ? null : true));
  for (const kind of MODEL_KINDS) await rm(`${sharedRoot(kind)}/some`, { recursive: true });
});

test('headers that nobody would write break nothing, and say what is wrong', async () => {
  const ann = await addPerson('mal');
  const sound = emptyTensors({ 'lora_unet_x_attn2_to_k.lora_down.weight': [1, 768] });
  const header = JSON.parse(sound.subarray(8, 8 + Number(sound.readBigUInt64LE())).toString());
  const data = sound.subarray(8 + Number(sound.readBigUInt64LE()));
  const withMetadata = (metadata: unknown) => safetensorsBytes({ __metadata__: metadata, ...header }, data);
  const files: Record<string, Buffer> = {
    empty: Buffer.alloc(0),
    'huge header': Buffer.from('ffffffffffffff7f', 'hex'),
    'no json': safetensorsBytes('{"a":'),
    deep: safetensorsBytes('['.repeat(200_000)),
    list: withMetadata([1, 2]),
    numbers: withMetadata({ ss_output_name: 7 }),
    nul: withMetadata({ 'modelspec.title': 'a\0b', 'modelspec.license': '\ud800', 'k\0': 'v' }),
    long: withMetadata({ ss_output_name: 'x'.repeat(1_000_000), 'modelspec.title': 'y'.repeat(1_000_000) }),
    many: withMetadata(Object.fromEntries(Array.from({ length: 20_000 }, (_, k) => [`key ${k}`, 'v']))),
    proto: safetensorsBytes(
      `{"__metadata__":{"__proto__":"x","constructor":"y"},${JSON.stringify(header).slice(1)}`,
      data,
    ),
    pickle: Buffer.from('PK\x03\x04and so on'),
    page: Buffer.from('<!doctype html><p>Please sign in'),
  };
  const folder = ownRoot('lora', 'mal');
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(files)) await writeFile(`${folder}/${name}.safetensors`, bytes);
  await startTestWorker();
  const models = await listNamedModels(ann, 'lora');
  const refused = models.filter(({ problem }) => problem !== null);
  expect(models.map(({ name }) => name).sort()).toEqual(Object.keys(files).sort());
  expect(refused.map(({ name }) => name).sort()).toEqual(
    ['deep', 'empty', 'huge header', 'list', 'no json', 'numbers', 'page', 'pickle'].sort(),
  );
  for (const { problem } of refused) expect(problem).toMatch(/^[A-Z].*[.`]$/s);
});

test('a checkpoint that is thrown away while a job waits ends it with a sentence; restored, it draws again', async () => {
  const ann = await addPerson('tess');
  const file = await put('tess', 'mine.safetensors');
  let worker = await startTestWorker();
  const mine = (await listCheckpoints(ann)).find(({ name }) => name === 'mine')!;
  const checkpoint = { id: mine.id, name: mine.name, hash: null };
  const request = await aStarterRequest({ checkpoint, steps: 1, width: 64, height: 64 });
  await worker.stop();
  const waiting = await submitJob({ userId: ann, request });
  await rename(file, `${file}.trashed`);
  worker = await startTestWorker();
  expect(await waitForJob(ann, waiting.id)).toMatchObject({
    state: 'failed',
    error: {
      code: 'checkpoint_gone',
      message: expect.stringContaining('Choose another one and generate again.'),
    },
  });
  await rename(`${file}.trashed`, file);
  await untilNames(ann, ['mine', 'starter-v0']);
  const again = await submitJob({ userId: ann, request });
  expect(await waitForJob(ann, again.id)).toMatchObject({ state: 'succeeded' });

  // What is being drawn goes on: its weights are in memory or its file is open.
  const running = await submitJob({ userId: ann, request: { ...request, steps: 40, n_iter: 3 } });
  await until(async () => {
    const { rows } = await databasePool().query('SELECT step FROM job_progress WHERE job_id = $1', [
      running.id,
    ]);
    return rows[0]?.step > 0 ? true : null;
  });
  await rm(file);
  expect(await waitForJob(ann, running.id)).toMatchObject({ state: 'succeeded' });
  // And a row is not taken at its word, though nobody has read the folder since.
  await databasePool().query('UPDATE model SET missing_since = NULL WHERE id = $1', [mine.id]);
  const gone = await submitJob({ userId: ann, request });
  expect(await waitForJob(ann, gone.id)).toMatchObject({
    state: 'failed',
    error: { code: 'checkpoint_gone' },
  });
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
