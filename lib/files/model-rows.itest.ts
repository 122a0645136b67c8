/** Rows of the catalogue follow their files, with ids, notes and access; only the trash and other folders hide them. */
import { rm } from 'node:fs/promises';
import { beforeEach, expect, test } from 'vitest';
import { insideTree } from '@/lib/data-dir';
import { databasePool, inTransaction } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { newId } from '@/lib/jobs/job-id';
import { changeTree } from './change-tree';
import {
  copyEntries,
  listTrash,
  moveEntries,
  type OpenTree,
  openTree,
  renameEntry,
  restoreEntries,
  trashEntries,
} from './index';
import { followModels } from './model-rows';
import { aPersonWithFiles, put, type TestPerson } from './testing';

useTestDatabase();
useTestDataDir();

let me: TestPerson;
let shared: OpenTree;
let team = '';
beforeEach(async () => {
  await databasePool().query('DELETE FROM model');
  await databasePool().query('DELETE FROM trash_item');
  me = await aPersonWithFiles();
  shared = await openTree('shared', me);
  await rm(insideTree(shared.tree, 'models/Lora'), { recursive: true, force: true });
  shared = await openTree('shared', me);
  team = newId();
  await databasePool().query('INSERT INTO team (id, name, name_key) VALUES ($1, $2, $2)', [team, team]);
});

/** A LoRA’s file with its row; for a team where it is shared. */
async function aLora(open: OpenTree, path: string): Promise<string> {
  const id = newId();
  await put(open, `models/Lora/${path}`);
  const isShared = open.tree.kind === 'shared';
  await databasePool().query(
    `INSERT INTO model (id, kind, place, owner_id, path, name, size, modified_at, notes, access, preview_path)
     VALUES ($1, 'lora', 'lora', $2, $3, 'x', 5, now(), 'a note', $4, $5)`,
    [
      id,
      isShared ? null : open.userId,
      path,
      isShared ? 'teams' : 'usual',
      path.replace('.safetensors', '.png'),
    ],
  );
  if (isShared)
    await databasePool().query('INSERT INTO model_team (model_id, team_id) VALUES ($1, $2)', [id, team]);
  return id;
}

interface Found {
  id: string;
  place: string;
  path: string;
  name: string;
  missing: boolean;
  notes: string;
  access: string;
  teams: number;
}

async function rows(): Promise<Found[]> {
  const { rows: found } = await databasePool().query<Found>(
    `SELECT id, place, path, name, missing_since IS NOT NULL AS missing, notes, access,
       (SELECT count(*)::int FROM model_team t WHERE t.model_id = m.id) AS teams FROM model m ORDER BY created_at, id`,
  );
  return found;
}

test('a model that is renamed or moved, alone or with its folder, keeps its row', async () => {
  const id = await aLora(me.open, 'a/one.safetensors');
  await aLora(me.open, 'ab/other.safetensors');
  await renameEntry(me.open, 'models/Lora/a/one.safetensors', 'two.safetensors');
  expect((await rows())[0]).toMatchObject({ id, path: 'a/two.safetensors', name: 'two', missing: false });
  await renameEntry(me.open, 'models/Lora/a', 'b');
  await moveEntries(me.open, { paths: ['models/Lora/b/two.safetensors'], to: 'models/Lora' });
  expect((await rows())[0]).toMatchObject({ id, path: 'two.safetensors', missing: false, notes: 'a note' });
  expect((await rows())[1]).toMatchObject({ path: 'ab/other.safetensors' });
});

test('a preview goes along with a folder, and is looked for anew when the model alone moves', async () => {
  const id = await aLora(me.open, 'a/one.safetensors');
  const preview = async () =>
    (await databasePool().query('SELECT preview_path FROM model WHERE id = $1', [id])).rows[0].preview_path;
  await renameEntry(me.open, 'models/Lora/a', 'b');
  expect(await preview()).toBe('b/one.png');
  await renameEntry(me.open, 'models/Lora/b/one.safetensors', 'two.safetensors');
  expect(await preview()).toBeNull();
});

test('another person’s row of the same path stays where it is', async () => {
  const other = await aPersonWithFiles();
  await aLora(me.open, 'one.safetensors');
  await aLora(other.open, 'one.safetensors');
  await renameEntry(me.open, 'models/Lora/one.safetensors', 'two.safetensors');
  expect((await rows()).map(({ path }) => path)).toEqual(['two.safetensors', 'one.safetensors']);
});

test('in the folder of another kind it waits to be read; outside of all nobody sees it, and back again it is the same', async () => {
  const id = await aLora(shared, 'one.safetensors');
  await moveEntries(shared, { paths: ['models/Lora/one.safetensors'], to: 'extensions' });
  expect((await rows())[0]).toMatchObject({ id, missing: true, access: 'teams' });
  await renameEntry(shared, 'extensions/one.safetensors', 'two.safetensors');
  await moveEntries(shared, { paths: ['extensions/two.safetensors'], to: 'models/Lora' });
  expect(await rows()).toMatchObject([
    { id, path: 'two.safetensors', missing: false, access: 'teams', teams: 1 },
  ]);
  await moveEntries(shared, { paths: ['models/Lora/two.safetensors'], to: 'models/VAE' });
  expect(await rows()).toMatchObject([{ id, place: 'vae', missing: true, access: 'teams', teams: 1 }]);
});

test('thrown away it is not seen, brought back it is the same', async () => {
  const id = await aLora(me.open, 'a/one.safetensors');
  await trashEntries(me.open, ['models/Lora/a']);
  expect(await rows()).toMatchObject([{ id, missing: true, notes: 'a note' }]);
  const [item] = await listTrash(me.open);
  await restoreEntries(me.open, { ids: [item!.id] });
  expect(await rows()).toMatchObject([{ id, path: 'a/one.safetensors', missing: false, notes: 'a note' }]);
});

test('a file that takes the place of a thrown away one is for the same people, and so is the old one when it is back', async () => {
  const id = await aLora(shared, 'one.safetensors');
  await trashEntries(shared, ['models/Lora/one.safetensors']);
  // Put there anew and found by a scan.
  await put(shared, 'models/Lora/one.safetensors', 'new');
  await databasePool().query('UPDATE model SET missing_since = NULL');
  const [item] = await listTrash(shared);
  await restoreEntries(shared, { ids: [item!.id], ifTaken: 'keep-both' });
  expect(await rows()).toMatchObject([
    { id, path: 'one.safetensors', missing: false, access: 'teams', teams: 1 },
    { path: 'one (2).safetensors', missing: true, access: 'teams', teams: 1, notes: 'a note' },
  ]);
});

test('what comes to the place of a thrown away model does not take its row, which waits for it', async () => {
  const old = await aLora(shared, 'one.safetensors');
  const other = await aLora(shared, 'other.safetensors');
  await databasePool().query(`UPDATE model SET access = 'all' WHERE id = $1`, [other]);
  await trashEntries(shared, ['models/Lora/one.safetensors']);
  await renameEntry(shared, 'models/Lora/other.safetensors', 'one.safetensors');
  expect((await rows()).find(({ id }) => id === other)).toMatchObject({
    path: 'one.safetensors',
    access: 'all',
  });
  const [item] = await listTrash(shared);
  await restoreEntries(shared, { ids: [item!.id], ifTaken: 'keep-both' });
  expect((await rows()).find(({ id }) => id === old)).toMatchObject({
    path: 'one (2).safetensors',
    missing: false,
    access: 'teams',
    teams: 1,
  });
});

test('a copy of what is for a team is for that team', async () => {
  await aLora(shared, 'one.safetensors');
  await copyEntries(shared, { paths: ['models/Lora/one.safetensors'], to: 'models/Lora' });
  expect(await rows()).toMatchObject([
    { path: 'one.safetensors' },
    { path: 'one (2).safetensors', access: 'teams', teams: 1, missing: true },
  ]);
});

test('when a move fails, the row is where the file is', async () => {
  const id = await aLora(me.open, 'one.safetensors');
  const way = {
    from: insideTree(me.open.tree, 'models/Lora/one.safetensors'),
    to: insideTree(me.open.tree, 'models/Lora/two.safetensors'),
  };
  const failing = changeTree(me.open, async ({ client, rename }) => {
    await followModels(client, me.open, way);
    await rename(way.from, way.to);
    throw new Error('the power is gone');
  });
  await expect(failing).rejects.toThrow('the power is gone');
  expect(await rows()).toMatchObject([{ id, path: 'one.safetensors', missing: false }]);
});

test('a scan that sees the file at its new place while the move is under way does not make a second row', async () => {
  const id = await aLora(me.open, 'one.safetensors');
  const way = {
    from: insideTree(me.open.tree, 'models/Lora/one.safetensors'),
    to: insideTree(me.open.tree, 'models/Lora/two.safetensors'),
  };
  let scanned: Promise<unknown> = Promise.resolve();
  await inTransaction(async (client) => {
    await followModels(client, me.open, way);
    scanned = databasePool().query(
      `INSERT INTO model (id, kind, place, owner_id, path, name, size, modified_at)
       VALUES ($1, 'lora', 'lora', $2, 'two.safetensors', 'two', 5, now()) ON CONFLICT DO NOTHING`,
      [newId(), me.id],
    );
    // It waits for us: then it is the lock that it asks for.
    let waits = 0;
    while (waits === 0) {
      const { rows: waiting } = await databasePool().query(
        `SELECT count(*)::int AS n FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      waits = waiting[0].n;
    }
  });
  await scanned;
  expect(await rows()).toMatchObject([{ id, path: 'two.safetensors', notes: 'a note' }]);
});
