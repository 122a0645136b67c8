import { stat } from 'node:fs/promises';
import { insideDataDir, relativeToDataDir, treeRoot } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { type OpenTree, restoreEntries, trashEntries } from '@/lib/files';
import { announcePictures } from '@/lib/jobs/picture-changes';

interface PictureAt {
  id: string;
  /** Relative to the data directory, with `/`. */
  path: string;
}

/** Where the person’s pictures lie, below the root of their tree; those that are gone or not theirs are left out. */
export async function pathsOfPictures({ tree, userId }: OpenTree, ids: readonly string[]): Promise<string[]> {
  const { rows } = await databasePool().query<PictureAt>(
    `SELECT id, path FROM picture WHERE id = ANY($2) AND user_id = $1 AND saved AND deleted_at IS NULL
     ORDER BY created_at DESC, id DESC`,
    [userId, ids],
  );
  const found = await Promise.all(rows.map(async ({ path }) => ((await isThere(path)) ? [path] : [])));
  const root = `${relativeToDataDir(treeRoot(tree))}/`;
  return found.flat().flatMap((path) => (path.startsWith(root) ? [path.slice(root.length)] : []));
}

/** Moves pictures to the trash; one whose file is gone already only leaves the gallery. */
export async function trashPictures(open: OpenTree, ids: readonly string[]): Promise<void> {
  const paths = await pathsOfPictures(open, ids);
  if (paths.length > 0) await trashEntries(open, paths);
  const { rows } = await databasePool().query<{ id: string }>(
    'UPDATE picture SET deleted_at = now() WHERE id = ANY($2) AND user_id = $1 AND deleted_at IS NULL RETURNING id',
    [open.userId, ids],
  );
  const left = rows.map(({ id }) => id);
  await announcePictures(databasePool(), open.userId, 'gone', left);
}

/** Brings pictures back that were thrown away one by one. @throws AppError `not_in_trash` when one is gone for good */
export async function restorePictures(open: OpenTree, ids: readonly string[]): Promise<void> {
  const { rows } = await databasePool().query<{ item: string }>(
    `SELECT t.id AS item FROM picture p JOIN trash_item t ON t.trashed_path = '.trash/' || right(p.path, 36) AND t.user_id = $1
     WHERE p.id = ANY($2) AND p.user_id = $1 AND p.deleted_at IS NOT NULL`,
    [open.userId, ids],
  );
  const items = rows.map(({ item }) => item);
  if (items.length > 0) await restoreEntries(open, { ids: items, ifTaken: 'keep-both' });
}

const isThere = (path: string) =>
  stat(insideDataDir(path)).then(
    (stats) => stats.isFile(),
    () => false,
  );
