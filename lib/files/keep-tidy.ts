import { lstat, readdir, rm, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { SYSTEM } from '@/lib/audit/record-act';
import { withAdvisoryLock } from '@/lib/catalog/advisory-lock';
import { type Tree, uploadsDir } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { forgetUnfilledRows } from './model-rows';
import { previewsDir } from './preview';
import { recountStorage } from './storage';
import { deleteTrash, TRASH_DAYS } from './trash';

const PREVIEW_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;
/** A file that is being made may not have its row yet. */
const YOUNG_MS = 60 * 60 * 1000;

interface Person {
  id: string;
  name: string;
}

/**
 * Deletes what has been in the trash for 30 days, uploads nobody goes on with and previews nobody looks at, and counts
 * anew what each person stores, once a day. One process of the installation at a time.
 */
export async function keepFilesTidy(): Promise<void> {
  await withAdvisoryLock('files-tidy', async () => {
    await emptyOldTrash();
    await databasePool().query('DELETE FROM upload WHERE expires_at < now()');
    const people = await listPeople();
    for (const tree of [{ kind: 'shared' } as const, ...people.map(treeOf)]) await sweepUploads(tree);
    await forgetUnfilledRows();
    await sweepPreviews();
    for (const person of people) await recountIfOld(person);
  });
}

const treeOf = ({ name }: Person): Tree => ({ kind: 'own', userName: name });

async function listPeople(): Promise<Person[]> {
  const { rows } = await databasePool().query<Person>(
    'SELECT id, name FROM user_account WHERE deleted_at IS NULL ORDER BY name',
  );
  return rows;
}

async function emptyOldTrash(): Promise<void> {
  const { rows } = await databasePool().query<Person & { tree: Tree['kind']; ids: string[] }>(
    `SELECT u.id, u.name, t.tree, array_agg(t.id) AS ids FROM trash_item t JOIN user_account u ON u.id = t.user_id
     WHERE t.deleted_at < now() - make_interval(days => $1) AND u.deleted_at IS NULL GROUP BY u.id, u.name, t.tree`,
    [TRASH_DAYS],
  );
  for (const { ids, tree: kind, ...person } of rows) {
    const tree: Tree = kind === 'own' ? treeOf(person) : { kind };
    await deleteTrash({ tree, userId: person.id, actor: SYSTEM }, ids);
  }
}

/** Removes files no upload under way owns: what a process left behind that ended in the middle. */
async function sweepUploads(tree: Tree): Promise<void> {
  const folder = uploadsDir(tree);
  const names = await readdir(folder).catch(() => []);
  if (names.length === 0) return;
  const { rows } = await databasePool().query<{ id: string }>(
    'SELECT id FROM upload WHERE id::text = ANY($1) AND finished_at IS NULL',
    [names],
  );
  const owned = new Set(rows.map(({ id }) => id));
  for (const name of names.filter((each) => !owned.has(each))) {
    const path = join(folder, name);
    const { ctimeMs } = await lstat(path);
    if (ctimeMs < Date.now() - YOUNG_MS) await rm(path, { recursive: true, force: true });
  }
}

async function sweepPreviews(): Promise<void> {
  for (const name of await readdir(previewsDir()).catch(() => [])) {
    const path = join(previewsDir(), name);
    const { mtimeMs } = await stat(path);
    if (mtimeMs < Date.now() - PREVIEW_DAYS * DAY_MS) await unlink(path);
  }
}

async function recountIfOld(person: Person): Promise<void> {
  const { rowCount } = await databasePool().query(
    `SELECT 1 FROM storage_use WHERE user_id = $1 AND counted_at < now() - interval '1 day'`,
    [person.id],
  );
  if (rowCount) await recountStorage(person);
}
