/** What people do with models: describe, rename, throw away, bring back, show a picture. */
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeEach, expect, test } from 'vitest';
import { config } from '@/lib/config';
import { ownRoot, placeOf, sharedRoot } from '@/lib/data-dir';
import { HOSTILE_PATHS } from '@/lib/data-dir/testing-hostile-paths';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { AppError } from '@/lib/errors';
import { type OpenTree, openTree, restoreEntries, storageOf } from '@/lib/files';
import { aPersonWithFiles, filesBelow, put, type TestPerson } from '@/lib/files/testing';
import { findModel } from '.';
import { editModel } from './edit-model';
import { findBeside, findModelFile } from './model-file';
import { putPreview, removePreview } from './model-preview';
import type { ModelKind } from './model-view';
import { renameModel } from './rename-model';
import { listModelTrash, restoreModel, trashModel } from './trash-model';

useTestDatabase();
useTestDataDir();

let ann: TestPerson;
let shared: OpenTree;
beforeEach(async () => {
  await databasePool().query('DELETE FROM model; DELETE FROM trash_item');
  ann = await aPersonWithFiles();
  shared = await openTree('shared', ann);
});

/** A model with its row, as a scan would have written it. */
async function aModel(
  open: OpenTree,
  place: ModelKind,
  path: string,
  beside: string[] = [],
): Promise<string> {
  const root = open.tree.kind === 'own' ? ownRoot(place, open.tree.userName) : sharedRoot(place);
  const { folder } = placeOf(place);
  for (const file of [path, ...beside]) await put(open, `${folder}/${file}`, `${file}!`);
  const { size, mtime } = await stat(join(root, path));
  const preview = beside.find((name) => /\.(png|webp)$/.test(name)) ?? null;
  const { rows } = await databasePool().query(
    `INSERT INTO model (id, kind, place, owner_id, path, name, size, modified_at, preview_path, preview_modified_at)
     VALUES (gen_random_uuid(), $1, $1, $2, $3, $4, $5, $6, $7, CASE WHEN $7::text IS NOT NULL THEN now() END) RETURNING id`,
    [
      place,
      open.tree.kind === 'own' ? open.userId : null,
      path,
      path.replace(/^.*\//, '').replace(/\.\w+$/, ''),
      size,
      mtime,
      preview,
    ],
  );
  return rows[0].id;
}

const file = (id: string) => findModelFile(ann.id, id, true);
const view = (id: string) => findModel(ann.id, id);
const rename = async (open: OpenTree, id: string, name: string, version = 0) =>
  renameModel(open, await file(id), { name, version });
const picture = (side = 2000, background = 'teal') =>
  sharp({ create: { width: side, height: side / 2, channels: 3, background } })
    .png()
    .toBuffer();
const audited = async () =>
  (await databasePool().query(`SELECT action, before, after FROM audit_entry ORDER BY id DESC`)).rows;

test('what is said of a model is kept; a change on an older version is refused, null goes back to the file', async () => {
  const id = await aModel(ann.open, 'lora', 'ink.safetensors');
  await databasePool().query(
    `UPDATE model SET trigger_words = '{sumi-e}', file_licence = 'MIT' WHERE id = $1`,
    [id],
  );
  const edit = async (version: number, change: object) =>
    editModel(ann.open.actor, await file(id), version, change);
  await edit(0, { notes: 'for backgrounds', triggerWords: ['ink wash'], licence: 'in-house' });
  expect(await view(id)).toMatchObject({
    notes: 'for backgrounds',
    triggerWords: ['ink wash'],
    licence: 'in-house',
    version: 1,
  });
  await expect(edit(0, { notes: 'late' })).rejects.toMatchObject({ code: 'changed_meanwhile', status: 409 });
  await edit(1, { triggerWords: null, licence: null });
  expect(await view(id)).toMatchObject({
    triggerWords: ['sumi-e'],
    licence: 'MIT',
    notes: 'for backgrounds',
  });
  // The same again changes nothing.
  await edit(2, { notes: 'for backgrounds' });
  expect((await view(id))?.version).toBe(2);
  // Of one's own nothing is written down.
  expect(await audited()).toEqual([]);
});

test('of a shared model the audit log has what was said before and after', async () => {
  const id = await aModel(shared, 'checkpoint', 'studio.safetensors');
  await editModel(shared.actor, await file(id), 0, { notes: 'ours', licence: 'in-house' });
  expect((await audited())[0]).toEqual({
    action: 'model.changed',
    before: { notes: '', licence: null },
    after: { notes: 'ours', licence: 'in-house' },
  });
});

test('two changes at once: one of them is refused', async () => {
  const id = await aModel(ann.open, 'lora', 'ink.safetensors');
  const model = await file(id);
  const outcomes = await Promise.allSettled(
    ['a', 'b'].map((notes) => editModel(ann.open.actor, model, 0, { notes })),
  );
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('a new name goes to the file, its picture and its notes; the row stays the model’s', async () => {
  const id = await aModel(ann.open, 'lora', 'a/ink.safetensors', ['a/ink.preview.png', 'a/ink.json']);
  await put(ann.open, 'models/Lora/a/inkwell.png');
  await rename(ann.open, id, 'Sumi-é.safetensors'.normalize('NFD'));
  expect(await filesBelow(ann.open, 'models/Lora')).toEqual(
    ['a/Sumi-é.json', 'a/Sumi-é.preview.png', 'a/Sumi-é.safetensors', 'a/inkwell.png'].sort(),
  );
  expect(await view(id)).toMatchObject({ name: 'Sumi-é', path: 'a/Sumi-é.safetensors', version: 1 });
  expect((await file(id)).previewPath).toBe('a/Sumi-é.preview.png');
  // Only in another case: the same file.
  await rename(ann.open, id, 'sumi-é', 1);
  expect((await view(id))?.name).toBe('sumi-é');
});

test('a taken name, a bad one or an older version changes nothing', async () => {
  const id = await aModel(ann.open, 'lora', 'ink.safetensors', ['ink.json']);
  await put(ann.open, 'models/Lora/Pen.json');
  const before = await filesBelow(ann.open, 'models/Lora');
  for (const [name, code] of [
    ['pen', 'name_taken'],
    ['../pen', 'bad_name'],
    ['a/b', 'bad_name'],
    ['.hidden', 'bad_name'],
    ['  ', 'bad_name'],
    ['con', 'bad_name'],
    ['x'.repeat(300), 'bad_name'],
  ] as const)
    await expect(rename(ann.open, id, name), name).rejects.toMatchObject({ code });
  await expect(rename(ann.open, id, 'new', 7)).rejects.toMatchObject({ code: 'changed_meanwhile' });
  expect(await filesBelow(ann.open, 'models/Lora')).toEqual(before);
  expect(await view(id)).toMatchObject({ name: 'ink', version: 0 });
});

test('what two models of one name have in common stays with both', async () => {
  const id = await aModel(ann.open, 'lora', 'ink.safetensors', ['ink.png']);
  await put(ann.open, 'models/Lora/ink.pt');
  await rename(ann.open, id, 'wash');
  expect(await filesBelow(ann.open, 'models/Lora')).toEqual(['ink.png', 'ink.pt', 'wash.safetensors']);
});

test('a model goes to the trash with what belongs to it, and comes back as one, with what was said of it', async () => {
  const id = await aModel(ann.open, 'lora', 'deep/ink.safetensors', [
    'deep/ink.preview.png',
    'deep/ink.json',
  ]);
  await put(ann.open, 'models/Lora/deep/other.safetensors');
  await editModel(ann.open.actor, await file(id), 0, { notes: 'kept' });
  const used = (await storageOf(ann)).used;

  const trashed = await trashModel(ann.open, await file(id));
  expect(trashed).toMatchObject({ kind: 'lora', isOwn: true, name: 'ink.safetensors' });
  expect(trashed.beside).toHaveLength(2);
  expect(await view(id)).toBeNull();
  expect(await filesBelow(ann.open, 'models/Lora')).toEqual(['deep/other.safetensors']);
  expect((await listModelTrash(ann.open)).map(({ name }) => name)).toEqual(['ink.safetensors']);
  // It still takes room until the trash is emptied.
  expect((await storageOf(ann)).used).toBe(used);

  expect(await restoreModel(ann.open, trashed.id)).toBe('models/Lora/deep/ink.safetensors');
  expect(await view(id)).toMatchObject({ notes: 'kept' });
  expect(await listModelTrash(ann.open)).toEqual([]);
  expect(await filesBelow(ann.open, 'models/Lora')).toHaveLength(4);
  await expect(restoreModel(ann.open, trashed.id)).rejects.toMatchObject({ code: 'not_in_trash' });
});

test('where another has its place meanwhile, a model stays in the trash whole', async () => {
  const id = await aModel(ann.open, 'lora', 'ink.safetensors', ['ink.json']);
  const { id: trashId } = await trashModel(ann.open, await file(id));
  await put(ann.open, 'models/Lora/INK.json', 'mine');
  await expect(restoreModel(ann.open, trashId)).rejects.toMatchObject({
    code: 'name_taken',
    message: expect.stringContaining('“ink.safetensors”'),
  });
  expect(await filesBelow(ann.open, 'models/Lora')).toEqual(['INK.json']);
});

test('nobody restores from another person’s trash, and what is no model is not in the list', async () => {
  const id = await aModel(ann.open, 'lora', 'ink.safetensors');
  const { id: trashId } = await trashModel(ann.open, await file(id));
  const bob = await aPersonWithFiles();
  await expect(restoreModel(bob.open, trashId)).rejects.toMatchObject({ code: 'not_in_trash' });
  expect(await listModelTrash(bob.open)).toEqual([]);
  expect(await listModelTrash(shared)).toEqual([]);
  const rows = await databasePool().query('SELECT id FROM trash_item');
  await restoreEntries(ann.open, { ids: rows.rows.map((row) => row.id) });
});

test('a picture is drawn anew, made small and put beside the model; the one before is in the trash', async () => {
  const id = await aModel(ann.open, 'lora', 'ink.safetensors', ['ink.preview.png']);
  const before = (await storageOf(ann)).used;
  await putPreview(ann.open, await file(id), await picture());
  expect((await file(id)).previewPath).toBe('ink.preview.webp');
  const written = join(ownRoot('lora', ann.name), 'ink.preview.webp');
  expect(await sharp(await readFile(written)).metadata()).toMatchObject({
    width: 1024,
    height: 512,
    format: 'webp',
  });
  expect((await storageOf(ann)).used).toBe(before + (await stat(written)).size);
  const shown = (await view(id))?.hasPreview;
  await putPreview(ann.open, await file(id), await picture(300, 'red'));
  expect((await view(id))?.hasPreview).not.toBe(shown);
  expect(await filesBelow(ann.open, 'models/Lora')).toEqual(['ink.preview.webp', 'ink.safetensors']);
  expect((await databasePool().query('SELECT original_path FROM trash_item ORDER BY id')).rows).toHaveLength(
    2,
  );
  await expect(putPreview(ann.open, await file(id), Buffer.from('<svg/>'))).rejects.toMatchObject({
    status: 422,
  });
  await removePreview(ann.open, await file(id));
  expect(await view(id)).toMatchObject({ hasPreview: null });
  // What was half way is nowhere.
  expect(await readdir(join(ownRoot('lora', ann.name), '../../.uploads'))).toEqual([]);
});

test('without the picture that is shown, the next one is', async () => {
  const id = await aModel(ann.open, 'lora', 'ink.safetensors', ['ink.preview.png', 'ink.webp']);
  await removePreview(ann.open, await file(id));
  expect((await file(id)).previewPath).toBe('ink.webp');
  expect((await view(id))?.hasPreview).not.toBeNull();
});

test('more than one may store is refused, and nothing of it stays', async () => {
  const id = await aModel(ann.open, 'lora', 'ink.safetensors');
  await storageOf(ann);
  await databasePool().query('UPDATE user_account SET quota_bytes = 20 WHERE id = $1', [ann.id]);
  await expect(putPreview(ann.open, await file(id), await picture())).rejects.toMatchObject({
    code: 'quota_reached',
  });
  expect(await filesBelow(ann.open, 'models/Lora')).toEqual(['ink.safetensors']);
});

test('a folder that is a model is renamed and thrown away as one', async () => {
  await put(ann.open, 'models/Stable-diffusion/house/model_index.json');
  const id = await aModel(ann.open, 'checkpoint', 'house/unet/a.safetensors');
  await databasePool().query(`UPDATE model SET path = 'house', name = 'house' WHERE id = $1`, [id]);
  await rename(ann.open, id, 'home.v1');
  expect(await view(id)).toMatchObject({ path: 'home.v1', name: 'home.v1' });
  const trashed = await trashModel(ann.open, await file(id));
  expect(trashed).toMatchObject({ name: 'home.v1', kind: 'checkpoint' });
  expect(await restoreModel(ann.open, trashed.id)).toBe('models/Stable-diffusion/home.v1');
  expect(await view(id)).not.toBeNull();
});

test('another person’s model is nowhere to be found', async () => {
  const bob = await aPersonWithFiles();
  const id = await aModel(bob.open, 'lora', 'secret.safetensors');
  await expect(findModelFile(ann.id, id, true)).rejects.toMatchObject({
    code: 'model_not_found',
    status: 404,
  });
  await expect(findModelFile(ann.id, 'x', true)).rejects.toMatchObject({ code: 'model_not_found' });
});

test('what lies in a folder that a start flag names is read, and changed only there', async () => {
  const given = await mkdtemp(join(tmpdir(), 'atelier-given-'));
  const before = process.env.ATELIER_CONFIG;
  process.env.ATELIER_CONFIG = JSON.stringify({ ...config(), loraDir: given });
  try {
    await writeFile(join(given, 'ink.safetensors'), 'given');
    const { rows } = await databasePool().query(
      `INSERT INTO model (id, kind, place, path, name, size, modified_at)
       VALUES (gen_random_uuid(), 'lora', 'lora', 'ink.safetensors', 'ink', 5, now()) RETURNING id`,
    );
    const model = await file(rows[0].id);
    expect(await readFile((await findBeside(model, model.path)).absolute, 'utf8')).toBe('given');
    const refused = { code: 'outside_data_dir', message: expect.stringContaining('--lora-dir') };
    await expect(rename(shared, model.id, 'wash')).rejects.toMatchObject(refused);
    await expect(trashModel(shared, model)).rejects.toMatchObject(refused);
    await expect(putPreview(shared, model, await picture())).rejects.toMatchObject(refused);
    await editModel(shared.actor, model, 0, { notes: 'given' });
    expect(await view(model.id)).toMatchObject({ notes: 'given' });
    expect(await readdir(given)).toEqual(['ink.safetensors']);
  } finally {
    process.env.ATELIER_CONFIG = before;
    await rm(given, { recursive: true });
  }
});

test('no hostile name leads out of the folder', async () => {
  const id = await aModel(ann.open, 'lora', 'deep/ink.safetensors', ['deep/ink.json']);
  let refused = 0;
  for (const name of HOSTILE_PATHS) {
    const { version } = await file(id);
    const error = await rename(ann.open, id, name, version).catch((caught) => caught);
    if (error instanceof AppError) {
      expect(error.status, name).toBeLessThan(500);
      refused++;
    } else expect(error, name).toBeUndefined();
  }
  expect(refused).toBeGreaterThan(HOSTILE_PATHS.length / 3);
  const { path } = await file(id);
  const files = [path, path.replace(/safetensors$/, 'json')].map((each) => `models/Lora/${each}`);
  expect(path).toMatch(/^deep\/[^/]+$/);
  expect(await filesBelow(ann.open)).toEqual(files.sort());
});
