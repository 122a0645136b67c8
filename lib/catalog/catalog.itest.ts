import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { checkpointDir } from '@/lib/data-dir';
import { listen } from '@/lib/db/notifications';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { withAdvisoryLock } from './advisory-lock';
import { hashModels } from './hash-models';
import type { Identify } from './inspect-file';
import { checkpointById, defaultCheckpoint, findCheckpoint, listCheckpoints } from './list-checkpoints';
import { CATALOG, requestRescan } from './request-rescan';
import { scanModels } from './scan-models';
import { installStarter, STARTER_FILE } from './starter';

useTestDatabase();
const data = useTestDataDir();

beforeEach(async () => {
  await databasePool().query('DELETE FROM model');
  await rm(checkpointDir(), { recursive: true, force: true });
  await mkdir(checkpointDir());
});

/** Reads files as the engine does, as far as the catalogue cares: the name decides. */
const identify = vi.fn<Identify>(async (path) => {
  if (basename(path).startsWith('broken')) throw new Error('This file is cut off. Download it again.');
  const inpainting = basename(path).includes('inpaint');
  return { base: 'SD 1.x', nativeSize: 512, inpainting, metadata: { author: 'ada', isInpainting: 'true' } };
});
const scan = () => scanModels(identify);

async function put(path: string, content: string | Buffer = path): Promise<string> {
  const file = join(checkpointDir(), path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  return file;
}

const paths = async () => (await listCheckpoints(null)).map(({ path }) => path);
const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');

test('checkpoints in folders and below are listed, other files are not', async () => {
  await put('b.safetensors');
  await put('people/A.safetensors');
  await put('readme.txt');
  await put('x.vae.safetensors');
  await put('.half.safetensors');
  await mkdir(join(checkpointDir(), 'folder.safetensors'));
  expect(await scan()).toBe(true);
  expect(await paths()).toEqual(['b.safetensors', 'people/A.safetensors']);
  expect((await listCheckpoints(null))[1]).toMatchObject({
    title: 'people/A.safetensors',
    name: 'A',
    modelName: 'people_A',
    hash: null,
    architecture: 'SD 1.x',
    nativeSize: 512,
    problem: null,
  });
});

test('a checkpoint made for inpainting is known as one, whatever its author wrote into it', async () => {
  await put('plain.safetensors');
  await put('inpaint.safetensors');
  await scan();
  expect((await listCheckpoints(null)).map(({ name, isInpainting }) => [name, isInpainting])).toEqual([
    ['inpaint', true],
    ['plain', false],
  ]);
});

test('a Diffusers folder is one checkpoint, until it is removed', async () => {
  const files = {
    'model_index.json': '{}',
    'unet/config.json': '{"a":1}',
    'unet/diffusion_pytorch_model.safetensors': 'weights',
    'vae/diffusion_pytorch_model.safetensors': 'vae',
  };
  for (const [path, content] of Object.entries(files)) await put(`people/model-v1.5/${path}`, content);
  await put('people/model-v1.5/unet/diffusion_pytorch_model.bin');
  await put('people/other.safetensors');
  await scan();
  expect(await paths()).toEqual(['people/model-v1.5', 'people/other.safetensors']);
  await hashModels();
  const list = Object.entries(files).map(([path, content]) => `${sha256(content)}  ${path}\n`);
  const hash = sha256(list.join(''));
  expect(await findCheckpoint(null, 'model-v1.5')).toMatchObject({
    title: `people/model-v1.5 [${hash.slice(0, 10)}]`,
    name: 'model-v1.5',
    modelName: 'people_model-v1.5',
    sha256: hash,
    problem: null,
  });
  expect(identify).toHaveBeenCalledWith(join(checkpointDir(), 'people/model-v1.5'), 'checkpoint');

  const later = new Date(2_000_000_000_000);
  await utimes(await put('people/model-v1.5/vae/diffusion_pytorch_model.safetensors', 'vaf'), later, later);
  expect(await scan()).toBe(true);
  expect((await findCheckpoint(null, 'model-v1.5'))?.sha256).toBeNull();
  await rm(join(checkpointDir(), 'people/model-v1.5'), { recursive: true });
  await scan();
  expect(await paths()).toEqual(['people/other.safetensors']);
});

test('a Diffusers folder whose files lie elsewhere is refused', async () => {
  await put('linked/model_index.json', '{}');
  await mkdir(join(checkpointDir(), 'linked/unet'));
  const outside = join(data.path, 'secret.safetensors');
  await writeFile(outside, 'x');
  await symlink(outside, join(checkpointDir(), 'linked/unet/model.safetensors'));
  await scan();
  expect((await findCheckpoint(null, 'linked'))?.problem).toContain('leads out of the models folder');
});

test('a file that is refused stays listed with the reason, until it is mended', async () => {
  await put('broken.safetensors');
  await put('fine.safetensors');
  await scan();
  expect(await findCheckpoint(null, 'broken')).toMatchObject({
    problem: 'This file is cut off. Download it again.',
    architecture: null,
  });
  expect((await defaultCheckpoint(null))?.name).toBe('fine');
  identify.mockClear();
  expect(await scan()).toBe(false);
  expect(identify).not.toHaveBeenCalled();
  identify.mockResolvedValueOnce({ base: 'SD 1.x', nativeSize: 512, metadata: {} });
  expect(await scanModels(identify, { recheckProblems: true })).toBe(true);
  expect(await findCheckpoint(null, 'broken')).toMatchObject({ problem: null });
});

test('a file that changed is read again, keeps its id and loses its hash; one that is gone vanishes', async () => {
  const file = await put('a.safetensors', 'one');
  await put('b.safetensors');
  await scan();
  await hashModels();
  const before = await findCheckpoint(null, 'a');
  expect(before?.sha256).toBe(sha256('one'));
  await writeFile(file, 'two');
  await utimes(file, new Date(), new Date(2_000_000_000_000));
  await rm(join(checkpointDir(), 'b.safetensors'));
  await scan();
  expect(await findCheckpoint(null, 'a')).toMatchObject({ id: before!.id, sha256: null });
  expect(await paths()).toEqual(['a.safetensors']);
  expect(await checkpointById(null, before!.id)).toMatchObject({ name: 'a' });
});

test('a folder that cannot be read says nothing about the files in it', async () => {
  await put('a.safetensors');
  await scan();
  await rename(checkpointDir(), `${checkpointDir()}-away`);
  await expect(scan()).rejects.toThrow('ENOENT');
  await rename(`${checkpointDir()}-away`, checkpointDir());
  expect(await paths()).toEqual(['a.safetensors']);
});

test('what an author wrote into a header cannot break the scan', async () => {
  await put('hostile.safetensors');
  await put('z.safetensors');
  identify.mockResolvedValueOnce({
    base: 'SD 1.x',
    nativeSize: 512,
    metadata: { 'a\0b': 'c\0\ud800', thumbnail: 'x'.repeat(1_000_000), ok: '<b>ok</b>' },
  });
  await scan();
  expect(await paths()).toEqual(['hostile.safetensors', 'z.safetensors']);
  const { rows } = await databasePool().query(`SELECT metadata FROM model WHERE name = 'hostile'`);
  expect(rows[0].metadata).toMatchObject({ ab: 'c\ufffd', ok: '<b>ok</b>' });
  expect(rows[0].metadata).not.toHaveProperty('thumbnail');
});

test('links: inside they are followed, out of the folder they are refused, to nothing they are no file', async () => {
  await put('real.safetensors');
  const outside = join(data.path, 'outside.safetensors');
  await writeFile(outside, 'x');
  await symlink('real.safetensors', join(checkpointDir(), 'inside.safetensors'));
  await symlink(outside, join(checkpointDir(), 'outside.safetensors'));
  await symlink('nowhere', join(checkpointDir(), 'dangling.safetensors'));
  await scan();
  expect(await paths()).toEqual(['inside.safetensors', 'outside.safetensors', 'real.safetensors']);
  expect((await findCheckpoint(null, 'inside'))?.problem).toBeNull();
  expect((await findCheckpoint(null, 'outside'))?.problem).toContain('leads out of the models folder');
});

test('a file that cannot be opened is listed as such, without its place on the server', async () => {
  await put('secret.safetensors');
  identify.mockRejectedValueOnce(
    Object.assign(new Error('EACCES: /srv'), { code: 'EACCES', syscall: 'open' }),
  );
  await scan();
  const problem = (await findCheckpoint(null, 'secret'))?.problem;
  expect(problem).toContain('(EACCES). Check its permissions');
  expect(problem).not.toContain('/srv');
});

test('every name that programs use finds the checkpoint, exactly and no other', async () => {
  await put('people/ada.safetensors', randomBytes(0x110000));
  await put('other.safetensors');
  await scan();
  await hashModels();
  const ada = (await findCheckpoint(null, 'people/ada.safetensors'))!;
  const { rows } = await databasePool().query(
    `SELECT metadata->>'legacyHash' AS legacy FROM model WHERE name = 'ada'`,
  );
  const legacy: string = rows[0].legacy;
  expect(ada.title).toBe(`people/ada.safetensors [${ada.hash}]`);
  expect(ada.hash).toBe(ada.sha256?.slice(0, 10));
  expect(legacy).toMatch(/^[0-9a-f]{8}$/);
  for (const name of [
    ada.title,
    'people/ada.safetensors',
    'people_ada',
    'ada.safetensors',
    'ada',
    ada.hash!,
    ada.sha256!,
    legacy,
    `people/ada.safetensors [${legacy}]`,
    `ada.safetensors [${ada.hash}]`,
    `ada [${legacy}]`,
  ]) {
    expect((await findCheckpoint(null, name))?.id, name).toBe(ada.id);
  }
  for (const name of ['', 'ad', 'ADA', 'people', `ada [${'0'.repeat(10)}]`, '%', 'other [x]']) {
    expect(await findCheckpoint(null, name), name).toBeNull();
  }
});

test('a name two files share means the one that can be used', async () => {
  await put('a/broken.safetensors');
  await put('b/broken.safetensors');
  identify
    .mockRejectedValueOnce(new Error('cut off'))
    .mockResolvedValueOnce({ base: 'SD 1.x', nativeSize: 512, metadata: {} });
  await scan();
  expect((await findCheckpoint(null, 'broken'))?.path).toBe('b/broken.safetensors');
});

test('hashing can be stopped, goes on later, and never labels a file that was replaced meanwhile', async () => {
  const file = await put('a.safetensors', 'one');
  await scan();
  await expect(hashModels(AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop');
  await writeFile(file, 'longer than one');
  await scan();
  await writeFile(file, 'one more');
  await databasePool().query('UPDATE model SET size = 1');
  expect(await hashModels()).toBe(1);
  await rm(file);
  await databasePool().query('UPDATE model SET sha256 = NULL');
  expect(await hashModels()).toBe(0);
});

test('the starter is installed where there is no checkpoint, is the default, and steps back for any other', async () => {
  const source = join(data.path, 'starter-source');
  await writeFile(source, 'starter');
  expect(await installStarter(source)).toBe(true);
  expect(await readdir(checkpointDir())).toEqual([STARTER_FILE]);
  await scan();
  expect((await defaultCheckpoint(null))?.path).toBe(STARTER_FILE);
  await put('zebra.safetensors');
  await scan();
  expect((await defaultCheckpoint(null))?.name).toBe('zebra');
  await rm(join(checkpointDir(), STARTER_FILE));
  expect(await installStarter(source)).toBe(false);
});

test('without any checkpoint there is no default', async () => {
  expect(await defaultCheckpoint(null)).toBeNull();
  expect(await checkpointById(null, '00000000-0000-7000-8000-000000000000')).toBeNull();
});

test('a requested rescan is heard', async () => {
  let hear = () => {};
  const heard = new Promise<void>((resolve) => {
    hear = resolve;
  });
  const stop = await listen([CATALOG], () => hear());
  await requestRescan();
  await heard;
  await stop();
});

test('one scanner at a time; the lock is free again afterwards, also after an error', async () => {
  const inner = await withAdvisoryLock('test', () => withAdvisoryLock('test', async () => 'both'));
  expect(inner).toBeNull();
  await expect(withAdvisoryLock('test', () => Promise.reject(new Error('x')))).rejects.toThrow('x');
  expect(await withAdvisoryLock('test', async () => 'free')).toBe('free');
});
