/** Folders of every kind: what lies in them, beside them, and what stays when files go. */
import { execFileSync } from 'node:child_process';
import { mkdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { ownRoot, sharedRoot, usersDir } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { addPerson } from '@/lib/jobs/testing';
import { listModels, listNamedModels, MODEL_KINDS, type ModelKind } from '.';
import { hashModels } from './hash-models';
import type { Identify } from './inspect-file';
import { scanModels } from './scan-models';

useTestDatabase();
useTestDataDir();

const identify = vi.fn<Identify>(async () => ({ base: 'SD 1.x', nativeSize: null, metadata: {} }));
const scan = (options = {}) => scanModels(identify, options);
const sql = (text: string, values: unknown[] = []) => databasePool().query(text, values);

let ann = '';
beforeEach(async () => {
  identify.mockClear();
  await sql('DELETE FROM model; DELETE FROM catalog_request; DELETE FROM user_account');
  ann = await addPerson('ann');
  for (const folder of [usersDir(), ...MODEL_KINDS.map(sharedRoot)]) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
  }
});

async function put(
  path: string,
  content: string | object = path,
  root = ownRoot('lora', 'ann'),
): Promise<string> {
  const file = join(root, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}
const all = async () => (await listModels({ viewer: ann, limit: 100 })).models;
const only = async () => (await all())[0]!;

test('every kind has its folder, shared and one’s own', async () => {
  for (const kind of MODEL_KINDS) {
    await put(`own ${kind}.safetensors`, 'x', ownRoot(kind, 'ann'));
    await put(`deep/er/shared ${kind}.safetensors`, 'x', sharedRoot(kind));
  }
  await put('pickle.pt', 'x');
  await put('beside.vae.safetensors', 'x', sharedRoot('checkpoint'));
  await scan();
  const found = await sql('SELECT kind, place, owner_id, path FROM model ORDER BY kind, path');
  const expected = MODEL_KINDS.flatMap((kind) => [
    { kind, place: kind, owner_id: null, path: `deep/er/shared ${kind}.safetensors` },
    { kind, place: kind, owner_id: ann, path: `own ${kind}.safetensors` },
  ]);
  expect(found.rows).toHaveLength(expected.length + 2);
  for (const row of expected) expect(found.rows).toContainEqual(row);
  expect(found.rows).toContainEqual({
    kind: 'vae',
    place: 'checkpoint',
    owner_id: null,
    path: 'beside.vae.safetensors',
  });
  expect(found.rows).toContainEqual({ kind: 'lora', place: 'lora', owner_id: ann, path: 'pickle.pt' });
  for (const kind of MODEL_KINDS)
    expect(identify).toHaveBeenCalledWith(expect.stringContaining(`own ${kind}`), kind);
  expect(identify).toHaveBeenCalledWith(expect.stringContaining('beside.vae'), 'vae');
  identify.mockClear();
  expect(await scan()).toBe(false);
  expect(identify).not.toHaveBeenCalled();
  expect(await hashModels()).toBe(found.rows.length);
  expect((await all()).every(({ hash, sha256 }) => hash === sha256!.slice(0, 10))).toBe(true);
});

test('the header tells title, licence and trigger words; most frequent tags where none are stated', async () => {
  const frequencies = {
    a: { cat: 3, 'a dog': 1, ' ': 9 },
    b: { 'a dog': 5, tree: 3, ['x'.repeat(500)]: 99 },
  };
  identify.mockResolvedValueOnce({
    base: 'SDXL',
    nativeSize: null,
    metadata: {
      'modelspec.title': ' Ink\0 ',
      'modelspec.license': 'CC0',
      ss_tag_frequency: JSON.stringify({
        ...frequencies,
        padding: Object.fromEntries(Array.from({ length: 900 }, (_, k) => [`zz ${k}`, 0])),
      }),
    },
  });
  await put('ink.safetensors');
  await scan();
  const { triggerWords, ...ink } = await only();
  expect(ink).toMatchObject({
    title: 'Ink',
    licence: 'CC0',
    architecture: 'SDXL',
    notes: '',
    hasPreview: null,
  });
  expect(triggerWords.slice(0, 3)).toEqual(['a dog', 'cat', 'tree']);
  expect(triggerWords).toHaveLength(12);
  const { rows } = await sql('SELECT metadata FROM model');
  expect(rows[0].metadata).not.toHaveProperty('ss_tag_frequency');
  identify.mockResolvedValueOnce({
    base: null,
    nativeSize: null,
    metadata: {
      'modelspec.trigger_phrase': 'sumi-e, ink wash,,sumi-e',
      ss_tag_frequency: JSON.stringify(frequencies),
    },
  });
  await put('ink.safetensors', 'longer content than before');
  await scan();
  expect((await only()).triggerWords).toEqual(['sumi-e', 'ink wash']);
});

test.each([
  ['nonsense', '{'],
  ['numbers', '{"a":{"b":-1}}'],
  ['a list', '[1]'],
  ['depth', `${'['.repeat(50_000)}`],
  ['no counts', '{"a":{"__proto__":"x"}}'],
])('tags that are %s say nothing', async (_, text) => {
  identify.mockResolvedValueOnce({ base: null, nativeSize: null, metadata: { ss_tag_frequency: text } });
  await put('x.safetensors');
  await scan();
  expect((await only()).triggerWords).toEqual([]);
});

test('a picture beside a model is its preview, by the convention of web UIs, and changes when it does', async () => {
  await put('a.safetensors');
  await put('a.png');
  await put('b.v2.safetensors');
  await put('b.v2.jpeg');
  await put('c.safetensors');
  await put('other.png');
  await scan();
  const previews = async () =>
    (await sql('SELECT name, preview_path FROM model ORDER BY name')).rows.map(
      ({ preview_path }) => preview_path,
    );
  expect(await previews()).toEqual(['a.png', 'b.v2.jpeg', null]);
  const before = (await only()).hasPreview;
  await put('a.preview.webp');
  await utimes(join(ownRoot('lora', 'ann'), 'a.preview.webp'), 1, 2_000_000_000);
  identify.mockClear();
  await scan();
  expect(await previews()).toEqual(['a.preview.webp', 'b.v2.jpeg', null]);
  expect((await only()).hasPreview).not.toBe(before);
  await rm(join(ownRoot('lora', 'ann'), 'a.preview.webp'));
  await rm(join(ownRoot('lora', 'ann'), 'a.png'));
  await scan();
  expect(await previews()).toEqual([null, 'b.v2.jpeg', null]);
  expect(identify).not.toHaveBeenCalled();
});

test('what people wrote in the known web UI is taken over until somebody writes here', async () => {
  await put('a.safetensors');
  const write = (notes: string) =>
    put('a.json', {
      description: 'A wash',
      'activation text': 'ink, (wash:1.1)',
      notes,
      'sd version': 'SD1',
    });
  await write('Use 0.7.');
  await scan();
  expect(await only()).toMatchObject({ notes: 'A wash\n\nUse 0.7.', triggerWords: ['ink', '(wash:1.1)'] });
  await write('Use 0.8 now.');
  await scan();
  expect(await only()).toMatchObject({ notes: 'A wash\n\nUse 0.8 now.' });
  await sql(`UPDATE model SET notes = 'mine', version = version + 1`);
  await write('Something else and longer.');
  await scan();
  expect((await only()).notes).toBe('mine');
  for (const damaged of ['{', '[]', '{"notes":7}', '\0', 'x'.repeat(300_000)]) {
    await put('b.safetensors', damaged);
    await put('b.json', damaged);
    await scan();
    expect((await all())[1]).toMatchObject({ notes: '', problem: null });
  }
});

test.skipIf(process.platform === 'win32')(
  'a pipe beside a model says nothing and holds nobody up',
  async () => {
    const file = await put('ink.safetensors');
    for (const name of ['ink.json', 'ink.png', 'pipe.safetensors'])
      execFileSync('mkfifo', [join(dirname(file), name)]);
    await scan();
    expect(await all()).toMatchObject([{ name: 'ink', notes: '', hasPreview: null }]);
  },
);

test('a file that goes and comes back keeps what was said of it and who may use it', async () => {
  const file = await put('a.safetensors', 'one', sharedRoot('checkpoint'));
  await scan();
  await hashModels();
  const before = await only();
  await sql(`UPDATE model SET notes = 'mine', access = 'all', version = 3`);
  await rename(file, `${file}.away`);
  expect(await scan()).toBe(true);
  expect(await all()).toEqual([]);
  expect(await scan()).toBe(false);
  await rename(`${file}.away`, file);
  identify.mockClear();
  expect(await scan()).toBe(true);
  expect(await only()).toEqual({ ...before, notes: 'mine', version: 3 });
  expect(identify).not.toHaveBeenCalled();
  await rm(file);
  await scan();
  await put('a.safetensors', 'another', sharedRoot('checkpoint'));
  await scan();
  expect(await only()).toMatchObject({ id: before.id, notes: 'mine', version: 3, sha256: null, size: 7 });
  expect((await sql('SELECT access FROM model')).rows).toEqual([{ access: 'all' }]);
});

test('rows of files that have been gone for a month are removed, unless somebody said something', async () => {
  for (const name of ['forgotten', 'noted', 'published', 'recent'])
    await put(`${name}.safetensors`, 'x', sharedRoot('lora'));
  await scan();
  await sql(`UPDATE model SET notes = 'x', version = 1 WHERE name = 'noted'`);
  await sql(`UPDATE model SET access = 'teams' WHERE name = 'published'`);
  await rm(sharedRoot('lora'), { recursive: true });
  await mkdir(sharedRoot('lora'));
  await scan();
  await sql(`UPDATE model SET missing_since = now() - interval '31 days' WHERE name <> 'recent'`);
  await scan();
  const { rows } = await sql('SELECT name FROM model ORDER BY name');
  expect(rows.map(({ name }) => name)).toEqual(['noted', 'published', 'recent']);
});

test('a folder that is away says nothing of its files, and keeps no other folder from being read', async () => {
  await put('a.safetensors', 'x', sharedRoot('upscaler'));
  await scan();
  await rename(sharedRoot('upscaler'), `${sharedRoot('upscaler')}-away`);
  await put('b.safetensors');
  await expect(scan()).rejects.toThrow('ENOENT');
  expect((await all()).map(({ name }) => name)).toEqual(['a', 'b']);
  await rename(`${sharedRoot('upscaler')}-away`, sharedRoot('upscaler'));
});

test('a row that moved with its file meanwhile is not taken for gone', async () => {
  const file = await put('a.safetensors');
  await scan();
  // As the Files page moves them: the file and its row, while a scan is under way.
  const moved = scan({
    onFolder: async () => {
      await rm(file, { force: true });
      await sql(`UPDATE model SET path = 'b.safetensors', name = 'b'`);
    },
  });
  await moved;
  expect((await sql('SELECT missing_since FROM model')).rows).toEqual([{ missing_since: null }]);
});

test('names that differ in case or form are files of their own, and all are found', async () => {
  const names = ['Ink', 'caf\u00e9', 'cafe\u0301', '100%', 'quote\'"', ' spaces ', '-rf', '日本'];
  for (const name of names) await put(`${name}.safetensors`);
  await scan();
  const listed = (await listNamedModels(ann, 'lora')).map(({ name }) => name);
  expect(listed.sort()).toEqual([...names].sort());
});

test('thousands of files are read in seconds, and in less when nothing changed', async () => {
  const kinds: ModelKind[] = ['checkpoint', 'lora', 'embedding', 'vae'];
  for (const kind of kinds) {
    const root = ownRoot(kind, 'ann');
    await mkdir(root, { recursive: true });
    for (let k = 0; k < 500; k++) await writeFile(join(root, `${k}.safetensors`), 'x');
  }
  await scan();
  const before = process.cpuUsage();
  expect(await scan()).toBe(false);
  const { user, system } = process.cpuUsage(before);
  // A fifth of 10,000, which may take 5 s; the processor's time, because others use the machine too.
  expect((user + system) / 1e6).toBeLessThan(1);
  expect((await listModels({ viewer: ann, limit: 10 })).total).toBe(2_000);
});
