import { link, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { listAuditEntries } from '@/lib/audit/list-entries';
import { insideTree, treeRoot } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { findPictures, listPictures } from '@/lib/jobs';
import { settleJob } from '@/lib/jobs/settle';
import { aRunningJob } from '@/lib/jobs/testing';
import {
  copyEntries,
  deleteTrash,
  listFolder,
  listTrash,
  makeFolder,
  makeFolderDeep,
  moveEntries,
  openTree,
  renameEntry,
  restoreEntries,
  storageOf,
  trashEntries,
} from './index';
import { keepFilesTidy } from './keep-tidy';
import { recountStorage } from './storage';
import { aPersonWithFiles, filesBelow, put, type TestPerson } from './testing';

useTestDatabase();
const data = useTestDataDir();

let me: TestPerson;
beforeEach(async () => {
  me = await aPersonWithFiles();
});

const names = async (path: string, options = {}) =>
  (await listFolder(me.open.tree, path, options)).entries.map(({ name }) => name);

test('a new tree has its folders, and they stay where they are', async () => {
  expect(await names('')).toEqual(['embeddings', 'extensions', 'inputs', 'models', 'outputs']);
  for (const path of ['models', 'models/Lora', 'MODELS', '']) {
    await expect(renameEntry(me.open, path, 'x')).rejects.toMatchObject({
      code: expect.stringMatching(/fixed_folder|file_not_found/),
    });
    await expect(trashEntries(me.open, [path])).rejects.toThrow();
  }
  await expect(moveEntries(me.open, { paths: ['models/Lora'], to: 'inputs' })).rejects.toMatchObject({
    code: 'fixed_folder',
  });
});

test('a list is sorted, paged and says what is what', async () => {
  for (const name of ['b10.txt', 'B9.png', 'a.txt'])
    await put(me.open, `inputs/${name}`, 'x'.repeat(name.length));
  await mkdir(join(treeRoot(me.open.tree), 'inputs/zoo'));
  expect(await names('inputs')).toEqual(['zoo', 'a.txt', 'B9.png', 'b10.txt']);
  expect(await names('inputs', { descending: true })).toEqual(['zoo', 'b10.txt', 'B9.png', 'a.txt']);
  expect(await names('inputs', { sort: 'bytes', descending: true })).toEqual([
    'zoo',
    'b10.txt',
    'B9.png',
    'a.txt',
  ]);
  expect(await names('inputs', { offset: 1, limit: 2 })).toEqual(['a.txt', 'B9.png']);
  const { entries, total } = await listFolder(me.open.tree, 'inputs', { sort: 'modifiedAt' });
  expect(total).toBe(4);
  expect(entries.find(({ name }) => name === 'B9.png')).toMatchObject({
    path: 'inputs/B9.png',
    kind: 'file',
    bytes: 6,
    picture: true,
    fixed: false,
  });
  await expect(listFolder(me.open.tree, 'inputs/a.txt')).rejects.toMatchObject({ code: 'not_a_folder' });
  await expect(listFolder(me.open.tree, 'inputs/none')).rejects.toMatchObject({ code: 'file_not_found' });
});

test('links that lead out, pipes and what Atelier keeps for itself are not shown', async () => {
  const root = treeRoot(me.open.tree);
  await put(me.open, 'inputs/real.txt');
  await symlink('real.txt', join(root, 'inputs/inside'));
  await symlink('/etc', join(root, 'inputs/outside'));
  await symlink('nowhere', join(root, 'inputs/dangling'));
  expect(await names('inputs')).toEqual(['inside', 'real.txt']);
  expect(await names('')).not.toContain('.trash');
  await expect(listFolder(me.open.tree, '.trash')).rejects.toMatchObject({ code: 'bad_path' });
});

test('names that differ in case or Unicode form are one name, on every disk', async () => {
  await makeFolder(me.open, 'inputs/Été');
  for (const name of ['été', 'E\u0301te\u0301', 'ÉTÉ'])
    await expect(makeFolder(me.open, `inputs/${name}`)).rejects.toMatchObject({
      code: 'name_taken',
      status: 409,
    });
  expect(await makeFolder(me.open, 'inputs/Cafe\u0301')).toBe('inputs/Café');
  await put(me.open, 'inputs/a.txt');
  await expect(renameEntry(me.open, 'inputs/a.txt', 'CAFÉ')).rejects.toThrow('already there (as “Café”');
  expect(await renameEntry(me.open, 'inputs/a.txt', 'A.TXT')).toBe('inputs/A.TXT');
  expect(await names('inputs')).toEqual(['Café', 'Été', 'A.TXT']);
});

test.each(['', '.', '..', 'a/b', 'a\\b', 'a\0', 'con', 'x'.repeat(256), 'a.', 'a ', 'half \ud83d', 'a:b'])(
  '%j can be no name',
  async (name) => {
    await put(me.open, 'inputs/a.txt');
    await expect(renameEntry(me.open, 'inputs/a.txt', name)).rejects.toMatchObject({ code: 'bad_name' });
    expect(await names('inputs')).toEqual(['a.txt']);
  },
);

test('a folder is made with those above it, in those that are there', async () => {
  await put(me.open, 'inputs/Référence/a');
  const path = 'inputs/re\u0301fe\u0301rence/raw/day 1';
  expect(await makeFolderDeep(me.open, path)).toBe('inputs/Référence/raw/day 1');
  expect(await makeFolderDeep(me.open, path)).toBe('inputs/Référence/raw/day 1');
  expect(await names('inputs/Référence')).toEqual(['raw', 'a']);
  for (const bad of ['inputs/Référence/a/b', 'inputs/../x', 'inputs/new/con'])
    await expect(makeFolderDeep(me.open, bad)).rejects.toMatchObject({ status: expect.any(Number) });
  await expect(makeFolderDeep(me.open, `inputs/${'a/'.repeat(100)}b`)).rejects.toMatchObject({
    code: 'bad_path',
  });
  expect(await names('inputs')).not.toContain('a');
});

test('moving takes all or none', async () => {
  for (const path of ['inputs/a/1', 'inputs/a/2', 'inputs/b/2']) await put(me.open, path);
  await expect(
    moveEntries(me.open, { paths: ['inputs/a/1', 'inputs/a/2'], to: 'inputs/b' }),
  ).rejects.toMatchObject({ code: 'name_taken' });
  expect(await filesBelow(me.open, 'inputs')).toEqual(['a/1', 'a/2', 'b/2']);
  await expect(
    moveEntries(me.open, { paths: ['inputs/a/1', 'inputs/none'], to: 'inputs/b' }),
  ).rejects.toMatchObject({ code: 'file_not_found' });
  expect(await filesBelow(me.open, 'inputs')).toEqual(['a/1', 'a/2', 'b/2']);
  await expect(moveEntries(me.open, { paths: ['inputs/a'], to: 'inputs/a' })).rejects.toMatchObject({
    code: 'into_itself',
  });
  expect(
    await moveEntries(me.open, { paths: ['inputs/a/1', 'inputs/a/2'], to: 'inputs/b', ifTaken: 'keep-both' }),
  ).toEqual(['inputs/b/1', 'inputs/b/2 (2)']);
  expect(await filesBelow(me.open, 'inputs')).toEqual(['b/1', 'b/2', 'b/2 (2)']);
});

test('what is replaced lies in the trash; what is skipped stays', async () => {
  await put(me.open, 'inputs/a/x.txt', 'new');
  await put(me.open, 'inputs/x.txt', 'old');
  const move = (ifTaken: 'skip' | 'replace') =>
    moveEntries(me.open, { paths: ['inputs/a/x.txt'], to: 'inputs', ifTaken });
  expect(await move('skip')).toEqual([null]);
  expect(await move('replace')).toEqual(['inputs/x.txt']);
  expect(await readFile(insideTree(me.open.tree, 'inputs/x.txt'), 'utf8')).toBe('new');
  expect(await listTrash(me.open)).toMatchObject([{ name: 'x.txt', originalPath: 'inputs/x.txt', bytes: 3 }]);
});

test('a file with two names on the disk is never written through one of them', async () => {
  const kept = join(data.path, 'kept');
  await writeFile(kept, 'kept');
  await put(me.open, 'inputs/new', 'new');
  await link(kept, join(treeRoot(me.open.tree), 'linked'));
  await moveEntries(me.open, { paths: ['inputs/new'], to: '' });
  await renameEntry(me.open, 'linked', 'other');
  await renameEntry(me.open, 'new', 'linked');
  await deleteTrash(me.open);
  expect(await readFile(kept, 'utf8')).toBe('kept');
  await rm(kept);
});

test('the trash brings back what it holds, also into a folder that is gone', async () => {
  await put(me.open, 'inputs/a/b/1.txt', 'one');
  await trashEntries(me.open, ['inputs/a/b', 'inputs/a/b/1.txt']);
  await trashEntries(me.open, ['inputs/a']);
  const [folder, inner] = await listTrash(me.open);
  expect([folder?.originalPath, inner?.originalPath, inner?.bytes]).toEqual(['inputs/a', 'inputs/a/b', 3]);
  expect(await restoreEntries(me.open, { ids: [inner!.id] })).toEqual(['inputs/a/b']);
  await expect(restoreEntries(me.open, { ids: [folder!.id] })).rejects.toMatchObject({ code: 'name_taken' });
  expect(await restoreEntries(me.open, { ids: [folder!.id], ifTaken: 'keep-both' })).toEqual([
    'inputs/a (2)',
  ]);
  expect(await filesBelow(me.open, 'inputs')).toEqual(['a/b/1.txt']);
  expect(await listTrash(me.open)).toEqual([]);
  await expect(restoreEntries(me.open, { ids: [inner!.id] })).rejects.toMatchObject({ code: 'not_in_trash' });
});

test('nobody reaches another person’s trash', async () => {
  const other = await aPersonWithFiles();
  await put(other.open, 'inputs/secret');
  await trashEntries(other.open, ['inputs/secret']);
  const [item] = await listTrash(other.open);
  expect(await listTrash(me.open)).toEqual([]);
  for (const act of [
    () => restoreEntries(me.open, { ids: [item!.id] }),
    () => deleteTrash(me.open, [item!.id]),
  ])
    await expect(act()).rejects.toMatchObject({ code: 'not_in_trash' });
  await deleteTrash(me.open);
  expect(await listTrash(other.open)).toHaveLength(1);
});

test('after 30 days the trash is emptied, and what a process left behind is swept', async () => {
  await put(me.open, 'inputs/old', '12345');
  await put(me.open, 'inputs/young', '1');
  await trashEntries(me.open, ['inputs/old']);
  await databasePool().query(
    `UPDATE trash_item SET deleted_at = now() - interval '31 days' WHERE user_id = $1`,
    [me.id],
  );
  await trashEntries(me.open, ['inputs/young']);
  expect(await recountStorage(me)).toBe(6);
  await keepFilesTidy();
  expect((await listTrash(me.open)).map(({ name }) => name)).toEqual(['young']);
  expect(await storageOf(me)).toEqual({ used: 1, reserved: 0, trashed: 1, quota: null });
  expect(await recountStorage(me)).toBe(1);
});

test('what is stored is counted, copies are refused beyond the quota', async () => {
  await put(me.open, 'inputs/a/1', '1234');
  expect((await storageOf(me)).used).toBe(4);
  expect(await copyEntries(me.open, { paths: ['inputs/a'], to: 'inputs' })).toEqual(['inputs/a (2)']);
  expect((await storageOf(me)).used).toBe(8);
  await databasePool().query('UPDATE user_account SET quota_bytes = 11 WHERE id = $1', [me.id]);
  await expect(copyEntries(me.open, { paths: ['inputs/a'], to: 'inputs' })).rejects.toMatchObject({
    code: 'quota_reached',
    message: expect.stringContaining('11 B'),
  });
  expect(await filesBelow(me.open)).toEqual(['inputs/a (2)/1', 'inputs/a/1']);
  await trashEntries(me.open, ['inputs/a']);
  expect(await storageOf(me)).toMatchObject({ used: 8, trashed: 4, quota: 11 });
  await deleteTrash(me.open);
  expect(await storageOf(me)).toMatchObject({ used: 4, trashed: 0 });
});

test('the installation’s default quota counts for who has none', async () => {
  await databasePool().query(
    `INSERT INTO setting (key, value, updated_at) VALUES ('defaultQuotaBytes', '5000', now())`,
  );
  expect((await storageOf(me)).quota).toBe(5000);
  await databasePool().query('UPDATE user_account SET quota_bytes = 7 WHERE id = $1', [me.id]);
  expect((await storageOf(me)).quota).toBe(7);
  await databasePool().query(`DELETE FROM setting`);
});

test('pictures go along when their file or folder moves, leave the history with it and come back', async () => {
  const path = `users/${me.name}/outputs/txt2img-images/2026-01-01/00000-7.png`;
  await put(me.open, 'outputs/txt2img-images/2026-01-01/00000-7.png');
  const { claimed } = await aRunningJob(me.id);
  const picture = { index: 0, path, saved: true, complete: true, width: 8, height: 8, seed: 7, infotext: '' };
  await settleJob(claimed, { deviceMs: 1, interrupted: false, placePictures: async () => [picture] });
  const rowPath = async () => (await findPictures(me.id, claimed.id))[0]?.path;

  await makeFolder(me.open, 'Keep_100%');
  await moveEntries(me.open, { paths: ['outputs/txt2img-images/2026-01-01'], to: 'Keep_100%' });
  expect(await rowPath()).toBe(`users/${me.name}/Keep_100%/2026-01-01/00000-7.png`);
  await renameEntry(me.open, 'Keep_100%', 'Kept');
  expect(await rowPath()).toBe(`users/${me.name}/Kept/2026-01-01/00000-7.png`);
  await trashEntries(me.open, ['Kept']);
  expect(await rowPath()).toBeUndefined();
  expect(await listPictures(me.id, { limit: 9 })).toEqual([]);
  await restoreEntries(me.open, { ids: (await listTrash(me.open)).map(({ id }) => id) });
  expect(await rowPath()).toBe(`users/${me.name}/Kept/2026-01-01/00000-7.png`);
});

test('what changes in the shared tree is in the audit log with who did it; what people do with their own is not', async () => {
  const shared = await openTree('shared', me, '192.0.2.7');
  const recorded = async () =>
    (await listAuditEntries({ search: 'models/' }, 50))
      .filter(({ actor }) => actor === me.name)
      .map(({ action, target, address, after }) => ({ action, target, address, after }))
      .reverse();
  await put(me.open, 'models/Lora/own');
  await trashEntries(me.open, ['models/Lora/own']);
  expect(await recorded()).toEqual([]);

  const folder = await makeFolder(shared, `models/Lora/${me.name}`);
  for (const name of ['a', 'b']) await put(shared, `${folder}/${name}`, name);
  await renameEntry(shared, `${folder}/a`, 'c');
  await copyEntries(shared, { paths: [`${folder}/c`], to: 'models/VAE' });
  await trashEntries(shared, [`${folder}/b`, `${folder}/c`, `models/VAE/c`]);
  const [item] = await listTrash(shared);
  await restoreEntries(shared, { ids: [item!.id] });
  await trashEntries(shared, [item!.originalPath]);
  await expect(trashEntries(shared, [folder, 'models/Lora'])).rejects.toThrow();
  await deleteTrash(shared);
  expect((await recorded()).map(({ action }) => action)).toEqual([
    'file.folder_made',
    'file.moved',
    'file.copied',
    'file.trashed',
    'file.restored',
    'file.trashed',
    'file.deleted',
  ]);
  expect((await recorded())[1]).toEqual({
    action: 'file.moved',
    target: `${folder}/a`,
    address: '192.0.2.7',
    after: { count: 1, files: [{ from: `${folder}/a`, to: `${folder}/c` }] },
  });
  expect((await recorded())[3]).toMatchObject({
    target: `${folder}/b and 2 more`,
    after: { count: 3, files: [{ from: `${folder}/b`, bytes: 1 }, { from: `${folder}/c` }, {}] },
  });
});

test('the shared tree shows the shared folders, nothing beside them', async () => {
  const shared = await openTree('shared', me);
  expect((await listFolder(shared.tree, '')).entries.map(({ name }) => name)).toEqual([
    'embeddings',
    'extensions',
    'models',
  ]);
  for (const path of ['users', `users/${me.name}`, 'cache', 'database', 'logs', 'models/../users'])
    await expect(listFolder(shared.tree, path)).rejects.toMatchObject({ code: 'bad_path' });
  await expect(makeFolder(shared, 'new')).rejects.toMatchObject({ code: 'bad_name' });
  await put(shared, 'models/Lora/x.safetensors');
  await trashEntries(shared, ['models/Lora/x.safetensors']);
  const admin = { ...shared, userId: (await aPersonWithFiles()).id };
  const [item] = await listTrash(admin);
  expect(await restoreEntries(admin, { ids: [item!.id] })).toEqual(['models/Lora/x.safetensors']);
  await rm(insideTree(shared.tree, 'models/Lora/x.safetensors'));
});

test('a data directory that vanishes is said to be gone, and never made anew', async () => {
  await put(me.open, 'inputs/a');
  const away = `${data.path}-away`;
  await rename(data.path, away);
  for (const act of [
    () => listFolder(me.open.tree, 'inputs'),
    () => makeFolder(me.open, 'inputs/x'),
    () => trashEntries(me.open, ['inputs/a']),
    () => openTree('own', me),
  ])
    await expect(act()).rejects.toMatchObject({ code: 'data_dir_missing', status: 507 });
  await rename(away, data.path);
  expect(await names('inputs')).toEqual(['a']);
  expect(await listTrash(me.open)).toEqual([]);
});
