/** Moves that end in the middle, and between two disks: no file is lost, nobody sees what is not for them. */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { findModelFile } from '@/lib/catalog/model-file';
import { config } from '@/lib/config';
import { dataDir, ownRoot, sharedRoot } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { openTree } from '@/lib/files';
import { forgetUnfilledRows } from '@/lib/files/model-rows';
import { listSharedModels } from './list-shared';
import { type ModelMove, moveModel } from './move-model';
import type { Admin } from './publish';
import { aModel, aPerson, aTeam, seenBy } from './testing';

useTestDatabase();
useTestDataDir();

let ann: Admin;
let bob: Admin;
let team = '';
beforeEach(async () => {
  await databasePool().query('DELETE FROM model');
  await rm(sharedRoot('lora'), { recursive: true, force: true });
  [ann, bob] = [await aPerson('ann'), await aPerson('bob')];
  team = await aTeam(ann);
  await openTree('shared', ann);
});

const moveOf = async (id: string, changes: Partial<ModelMove> = {}): Promise<ModelMove> => ({
  model: await findModelFile(ann.id, id),
  source: await openTree('own', ann),
  target: await openTree('shared', ann),
  mode: 'move',
  access: { access: 'teams', teams: [team] },
  record: async () => {},
  ...changes,
});
const own = (name: string) => join(ownRoot('lora', ann.name), name);
const shared = (name: string) => join(sharedRoot('lora'), name);
const sees = async (id: string) => [(await seenBy(ann)).includes(id), (await seenBy(bob)).includes(id)];

/** What a scan does that finds the shared files: it lets the rows that are there be seen, and adds those that are not. */
async function scanShared(): Promise<void> {
  for (const path of await readdir(sharedRoot('lora'))) {
    const found = await databasePool().query(
      `UPDATE model SET missing_since = NULL WHERE owner_id IS NULL AND place = 'lora' AND path = $1`,
      [path],
    );
    if (!found.rowCount && path.endsWith('.safetensors')) await aModel(null, path);
  }
}

test('when it fails at the last moment, files and rows are as they were', async () => {
  const id = await aModel(ann, 'ink.safetensors');
  await writeFile(own('ink.json'), '{}');
  const failing = await moveOf(id, {
    record: async () => {
      expect(existsSync(shared('ink.json'))).toBe(true);
      throw new Error('no more');
    },
  });
  await expect(moveModel(failing)).rejects.toThrow('no more');
  expect((await readdir(ownRoot('lora', ann.name))).sort()).toEqual(['ink.json', 'ink.safetensors']);
  expect(await readdir(sharedRoot('lora'))).toEqual([]);
  const { rows } = await databasePool().query('SELECT id, owner_id, version FROM model');
  expect(rows).toEqual([{ id, owner_id: ann.id, version: 0 }]);
});

test('should the process end between the files and the rows, a scan shows the model to its team only', async () => {
  const id = await aModel(ann, 'ink.safetensors');
  await databasePool().query(`UPDATE model SET notes = 'a note' WHERE id = $1`, [id]);
  let looked = 0;
  const crashing = await moveOf(id, {
    record: async (client) => {
      // What the database does when its client is gone; the files lie where they were moved to.
      const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
      const ended = new Promise((resolve) => client.once('error', resolve));
      await databasePool().query('SELECT pg_terminate_backend($1)', [rows[0].pid]);
      await ended;
      expect(existsSync(own('ink.safetensors'))).toBe(false);
      await scanShared();
      const { models } = await listSharedModels({}, 9);
      expect(models).toMatchObject([{ path: 'ink.safetensors', access: 'teams', teams: [{ id: team }] }]);
      expect(await sees(models[0]!.id)).toEqual([true, false]);
      looked++;
      throw new Error('ended');
    },
  });
  await expect(moveModel(crashing)).rejects.toThrow('ended');
  expect(looked).toBe(1);
});

test('what is left of a move that never came to its files is forgotten where it was for everybody', async () => {
  const reserve = async (path: string, access: string) => {
    const id = await aModel(null, path);
    await databasePool().query(
      `UPDATE model SET access = $2::model_access, size = 0, modified_at = 'epoch', missing_since = now() - interval '25 hours'
        WHERE id = $1`,
      [id, access],
    );
    return id;
  };
  await reserve('all.safetensors', 'all');
  const kept = await reserve('teams.safetensors', 'teams');
  await forgetUnfilledRows();
  expect((await databasePool().query('SELECT id FROM model')).rows).toEqual([{ id: kept }]);
});

test('a model that is replaced while it is copied is not shared', async () => {
  const id = await aModel(ann, 'ink.safetensors');
  let checks = 0;
  const move = await moveOf(id, {
    mode: 'copy',
    check: async () => {
      checks++;
      if (checks === 2) await writeFile(own('ink.safetensors'), 'another file');
    },
  });
  await expect(moveModel(move)).rejects.toMatchObject({ code: 'changed_meanwhile' });
  expect(await readdir(sharedRoot('lora'))).toEqual([]);
  expect(await databasePool().query('SELECT 1 FROM model')).toMatchObject({ rowCount: 1 });
});

const OTHER_DISK = '/dev/shm';
const isThere = existsSync(OTHER_DISK);

test.skipIf(!isThere)('between two disks the file is whole, and gone from where it was', async () => {
  const given = await mkdtemp(join(OTHER_DISK, 'atelier-given-'));
  const before = process.env.ATELIER_CONFIG;
  process.env.ATELIER_CONFIG = JSON.stringify({ ...config(), loraDir: given });
  try {
    expect((await stat(given)).dev).not.toBe((await stat(dataDir())).dev);
    const id = await aModel(ann, 'ink.safetensors', { content: 'numbers' });
    await writeFile(own('ink.json'), '{}');
    const failing = await moveOf(id, { record: () => Promise.reject(new Error('no more')) });
    await expect(moveModel(failing)).rejects.toThrow('no more');
    expect(await readdir(given)).toEqual([]);
    expect((await readdir(ownRoot('lora', ann.name))).sort()).toEqual(['ink.json', 'ink.safetensors']);

    expect(await moveModel(await moveOf(id))).toBe(id);
    expect((await readdir(given)).sort()).toEqual(['ink.json', 'ink.safetensors']);
    expect(await readFile(join(given, 'ink.safetensors'), 'utf8')).toBe('numbers');
    expect(await readdir(ownRoot('lora', ann.name))).toEqual([]);
    expect(await sees(id)).toEqual([true, false]);

    const back = await moveOf(id, {
      source: await openTree('shared', ann),
      target: await openTree('own', ann),
      access: undefined,
    });
    expect(await moveModel(back)).toBe(id);
    expect(await readdir(given)).toEqual([]);
    expect(await readFile(own('ink.safetensors'), 'utf8')).toBe('numbers');
    expect(await sees(id)).toEqual([true, false]);
  } finally {
    process.env.ATELIER_CONFIG = before;
    await rm(given, { recursive: true });
  }
});
