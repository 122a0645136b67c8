/** Checkpoints of several people: whose are listed, named, chosen and read. */
import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { insideTree, type Tree, usersDir } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { resolveCheckpoint, resolveOtherCheckpoint } from '@/lib/generation/resolve-checkpoint';
import { addPerson } from '@/lib/jobs/testing';
import { changeOptions, listOptions } from '@/lib/options';
import { hashModels } from './hash-models';
import type { Identify } from './inspect-file';
import {
  checkpointById,
  checkpointFile,
  defaultCheckpoint,
  findCheckpoint,
  listCheckpoints,
} from './list-checkpoints';
import { scanModels } from './scan-models';
import { STARTER_FILE } from './starter';

useTestDatabase();
useTestDataDir();

const SHARED: Tree = { kind: 'shared' };
const treeOf = (userName: string): Tree => ({ kind: 'own', userName });
const fileIn = (tree: Tree, path: string) => insideTree(tree, `models/Stable-diffusion/${path}`);
const identify: Identify = async (path) => {
  if (basename(path).startsWith('broken')) throw new Error('This file is cut off.');
  return { base: 'SD 1.x', nativeSize: 512, metadata: {} };
};
const scan = (owners?: string[]) => scanModels(identify, owners ? { owners } : {});

async function put(tree: Tree, path: string, content = path): Promise<string> {
  const file = fileIn(tree, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  return file;
}

let ann = '';
let bob = '';
beforeEach(async () => {
  await databasePool().query('DELETE FROM model');
  await rm(fileIn(SHARED, 'x').slice(0, -2), { recursive: true, force: true });
  await mkdir(fileIn(SHARED, 'x').slice(0, -2));
  await rm(usersDir(), { recursive: true, force: true });
  await mkdir(usersDir());
  await databasePool().query(
    'DELETE FROM user_options; DELETE FROM catalog_request; DELETE FROM user_account',
  );
  ann = await addPerson('ann');
  bob = await addPerson('bob');
});

const paths = async (viewer: string | null) => (await listCheckpoints(viewer)).map(({ path }) => path);

test('everybody sees what is shared and their own, nobody another person’s', async () => {
  await put(SHARED, 'all.safetensors');
  await put(treeOf('ann'), 'anns.safetensors');
  await put(treeOf('bob'), 'sub/bobs.safetensors');
  expect(await scan()).toBe(true);
  expect(await paths(ann)).toEqual(['all.safetensors', 'anns.safetensors']);
  expect(await paths(bob)).toEqual(['all.safetensors', 'sub/bobs.safetensors']);
  expect(await paths(null)).toEqual(['all.safetensors']);
  expect((await listCheckpoints(ann)).map(({ isOwn }) => isOwn)).toEqual([false, true]);
});

test('by no name can another person’s checkpoint be reached', async () => {
  await put(SHARED, STARTER_FILE);
  await put(treeOf('ann'), 'secret/anns.safetensors', 'of ann');
  await scan();
  await hashModels();
  const anns = (await findCheckpoint(ann, 'anns'))!;
  expect(anns.hash).not.toBeNull();
  for (const name of [anns.title, anns.path, anns.modelName, anns.name, anns.hash!, anns.sha256!]) {
    expect((await findCheckpoint(ann, name))?.id, name).toBe(anns.id);
    expect(await findCheckpoint(bob, name), name).toBeNull();
    await expect(resolveCheckpoint(bob, name), name).rejects.toMatchObject({ code: 'checkpoint_not_found' });
    await expect(resolveOtherCheckpoint(bob, name), name).rejects.toMatchObject({
      code: 'other_checkpoint_not_found',
    });
    await expect(changeOptions(bob, { sd_model_checkpoint: name }), name).rejects.toMatchObject({
      code: 'checkpoint_not_found',
    });
  }
  await expect(resolveOtherCheckpoint(bob, 'secret')).rejects.toMatchObject({
    code: 'other_checkpoint_not_found',
  });
  expect(await checkpointById(bob, anns.id)).toBeNull();
  expect(await checkpointById(null, anns.id)).toBeNull();
  expect(await checkpointById(ann, anns.id)).toMatchObject({ id: anns.id });
  expect((await defaultCheckpoint(bob))?.path).toBe(STARTER_FILE);
  expect((await defaultCheckpoint(ann))?.id).toBe(anns.id);
  await changeOptions(ann, { sd_model_checkpoint: 'anns' });
  expect(await listOptions(ann)).toMatchObject({ sd_checkpoint_hash: anns.sha256 });
});

test('what is one’s own hides what is shared at the same path, for its owner only', async () => {
  const shared = await put(SHARED, 'same.safetensors', 'shared');
  const own = await put(treeOf('ann'), 'same.safetensors', 'own');
  await scan();
  await hashModels();
  const [anns] = await listCheckpoints(ann);
  const [bobs] = await listCheckpoints(bob);
  expect(await paths(ann)).toEqual(['same.safetensors']);
  expect(anns!.sha256).not.toBe(bobs!.sha256);
  expect(await checkpointFile(anns!, 'ann')).toBe(own);
  expect(await checkpointFile(bobs!, 'bob')).toBe(shared);
  expect((await findCheckpoint(ann, 'same'))?.id).toBe(anns!.id);
});

test('a scan of some people’s folders leaves the others’ as they were; one of all removes what is gone', async () => {
  await put(treeOf('ann'), 'a.safetensors');
  const bobs = await put(treeOf('bob'), 'b.safetensors');
  await scan([ann]);
  expect([await paths(ann), await paths(bob)]).toEqual([['a.safetensors'], []]);
  await scan();
  await rm(bobs);
  await put(SHARED, 'new.safetensors');
  await scan([]);
  expect(await paths(bob)).toEqual(['b.safetensors', 'new.safetensors']);
  await rm(join(usersDir(), 'ann'), { recursive: true });
  expect(await scan()).toBe(true);
  expect(await paths(ann)).toEqual(['new.safetensors']);
  expect(await paths(bob)).toEqual(['new.safetensors']);
});

test('a disk that is away empties nothing; one person’s broken folder keeps nobody from theirs', async () => {
  await put(treeOf('ann'), 'a.safetensors');
  await put(treeOf('bob'), 'b.safetensors');
  await scan();
  await rename(usersDir(), `${usersDir()}-away`);
  await expect(scan()).rejects.toThrow('ENOENT');
  await rename(`${usersDir()}-away`, usersDir());
  expect(await paths(ann)).toEqual(['a.safetensors']);
  await rm(fileIn(SHARED, 'x').slice(0, -2), { recursive: true });
  await put(treeOf('bob'), 'c.safetensors');
  await expect(scan()).rejects.toThrow('ENOENT');
  expect(await paths(bob)).toEqual(['b.safetensors', 'c.safetensors']);
});

test('a person who was deleted has no checkpoints; links out of a folder are refused', async () => {
  const bobs = await put(treeOf('bob'), 'b.safetensors');
  await put(treeOf('ann'), 'a.safetensors');
  await symlink(bobs, fileIn(treeOf('ann'), 'stolen.safetensors'));
  await scan();
  expect((await findCheckpoint(ann, 'stolen'))?.problem).toContain('leads out of the models folder');
  await databasePool().query('UPDATE user_account SET deleted_at = now() WHERE id = $1', [bob]);
  await scan();
  expect(await paths(bob)).toEqual([]);
});
