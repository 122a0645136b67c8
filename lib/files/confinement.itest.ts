import { link, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { treeRoot } from '@/lib/data-dir';
import { HOSTILE_PATHS } from '@/lib/data-dir/testing-hostile-paths';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { AppError } from '@/lib/errors';
import {
  copyEntries,
  deleteTrash,
  listFolder,
  makeFolder,
  makeFolderDeep,
  moveEntries,
  type OpenTree,
  openTree,
  pictureFacts,
  previewOf,
  renameEntry,
  sendArchive,
  sendFile,
  trashEntries,
} from './index';
import { aPersonWithFiles, put, type TestPerson } from './testing';
import { createUpload } from './uploads/create-upload';
import { finishUpload } from './uploads/finish-upload';
import { listUploads } from './uploads/upload-row';

useTestDatabase();
const data = useTestDataDir();

const SECRET = 'the secret of somebody else';
let me: TestPerson;
let other: TestPerson;

beforeAll(async () => {
  [me, other] = [await aPersonWithFiles(), await aPersonWithFiles()];
  await put(other.open, 'inputs/secret', SECRET);
  await writeFile(join(data.path, 'secret'), SECRET);
  await writeFile(join(data.path, 'users', 'secret'), SECRET);
  await mkdir(join(data.path, 'users', 'other', 'inputs'), { recursive: true });
  await writeFile(join(data.path, 'users', 'other', 'inputs', 'secret'), SECRET);
  await mkdir(join(data.path, 'database'));
  await writeFile(join(data.path, 'database', 'PG_VERSION'), SECRET);
  for (const open of [me.open, await openTree('shared', me)]) await layLinks(open);
});

async function layLinks({ tree }: OpenTree): Promise<void> {
  const root = treeRoot(tree);
  const folder = join(root, tree.kind === 'own' ? 'inputs' : 'models');
  const outside = treeRoot(other.open.tree);
  if (tree.kind === 'own') await symlink(outside, join(root, 'out'));
  await symlink(outside, join(folder, 'out'));
  await symlink('/', join(folder, 'root'));
  await symlink('../..', join(folder, 'up'));
  await symlink(join(outside, 'inputs/secret'), join(folder, 'secret-link'));
  await symlink('nowhere', join(folder, 'dangling'));
  await symlink('loop', join(folder, 'loop'));
  await symlink('out', join(folder, 'chain'));
  await symlink(data.path, join(folder, 'data'));
}

/** Everything that takes a path from outside. What it answers is read to the end. */
const PARAMETERS: Record<string, (open: OpenTree, path: string) => Promise<unknown>> = {
  'list path': ({ tree }, path) => listFolder(tree, path),
  'folder path': (open, path) => makeFolder(open, path),
  'deep folder path': (open, path) => makeFolderDeep(open, path),
  'folder name': (open, path) => makeFolder(open, `${home(open)}/${path}`),
  'rename path': (open, path) => renameEntry(open, path, 'renamed'),
  'rename name': (open, path) => renameEntry(open, `${home(open)}/mine`, path),
  'move paths': (open, path) => moveEntries(open, { paths: [path], to: home(open), ifTaken: 'keep-both' }),
  'move to': (open, path) => moveEntries(open, { paths: [`${home(open)}/mine`], to: path }),
  'copy paths': (open, path) => copyEntries(open, { paths: [path], to: home(open) }),
  'copy to': (open, path) => copyEntries(open, { paths: [`${home(open)}/mine`], to: path }),
  'trash paths': (open, path) => trashEntries(open, [path]),
  'content path': ({ tree }, path) => read(sendFile(tree, path, new Request('http://x/'))),
  'archive path': ({ tree }, path) => read(sendArchive(tree, [path], new AbortController().signal)),
  'preview path': ({ tree }, path) => previewOf(tree, path, 256),
  'picture path': ({ tree }, path) => pictureFacts(tree, path),
  'upload path': async (open, path) => {
    const id = await createUpload(open, { path, size: 0, modifiedAt: null, ifTaken: 'keep-both' });
    return finishUpload(open, id, { ifTaken: 'keep-both' });
  },
  'upload id': (open, path) => finishUpload(open, path, {}),
};

const home = ({ tree }: OpenTree) => (tree.kind === 'own' ? 'inputs' : 'models');
const read = async (answer: Promise<Response>) =>
  Buffer.from(await (await answer).arrayBuffer()).toString('latin1');

/** All that lies outside the tree, with what is in it. */
async function outside(): Promise<string> {
  const entries = await readdir(data.path, { recursive: true, withFileTypes: true });
  const lines = entries
    .map((entry) => ({ entry, path: join(entry.parentPath, entry.name).slice(data.path.length + 1) }))
    .filter(({ path }) => !path.startsWith(`users/${me.name}/`))
    .filter(({ path }) => !/^(models|embeddings|extensions|\.trash|\.uploads|cache)(\/|$)/.test(path))
    .map(async ({ entry, path }) => `${path} ${entry.isFile() ? await readFile(join(data.path, path)) : ''}`);
  return (await Promise.all(lines)).sort().join('\n');
}

test('there are more than 200 hostile paths', () => {
  expect(HOSTILE_PATHS.length).toBeGreaterThan(200);
});

test.each(
  (['own', 'shared'] as const).flatMap((kind) =>
    Object.keys(PARAMETERS).map((name) => [kind, name] as const),
  ),
)('%s tree, %s: no hostile path leaves the tree', async (kind, name) => {
  const open = await openTree(kind, me);
  const before = await outside();
  let refused = 0;
  for (const path of HOSTILE_PATHS) {
    await put(open, `${home(open)}/mine`, 'mine');
    try {
      const answer = JSON.stringify(await PARAMETERS[name]!(open, path)) ?? '';
      expect(answer, path).not.toContain(SECRET);
    } catch (error) {
      // Refused with a sentence; anything else is a defect.
      if (!(error instanceof AppError))
        throw new Error(`${JSON.stringify(path)}: ${error}`, { cause: error });
      expect(error.status, `${path}: ${error.message}`).toBeLessThan(500);
      expect(error.message).not.toContain(data.path);
      refused++;
    }
  }
  expect(await outside()).toBe(before);
  // Some are odd but honest names, such as `%2e%2e`: those may be used, inside.
  expect(refused).toBeGreaterThan(HOSTILE_PATHS.length / 3);
  expect(await listUploads(open)).toEqual([]);
  await deleteTrash(open);
});

test('a hard link’s other name keeps its bytes, whatever happens to this one', async () => {
  const kept = join(data.path, 'kept');
  await writeFile(kept, SECRET);
  await link(kept, join(treeRoot(me.open.tree), 'inputs/hard'));
  const id = await createUpload(me.open, {
    path: 'inputs/hard',
    size: 0,
    modifiedAt: null,
    ifTaken: 'replace',
  });
  await finishUpload(me.open, id, { ifTaken: 'replace' });
  await deleteTrash(me.open);
  expect(await readFile(kept, 'utf8')).toBe(SECRET);
});
