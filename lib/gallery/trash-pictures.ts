import { stat } from 'node:fs/promises';
import { insideDataDir, relativeToDataDir, treeRoot } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { type OpenTree, restoreEntries, trashEntries } from '@/lib/files';
import { announcePictures } from '@/lib/jobs/picture-changes';
import { pathsBeside } from './files-beside';

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

/** Of some pictures the files that lie beside them and are no pictures themselves, below the root of the tree. */
async function filesBeside({ tree, userId }: OpenTree, paths: readonly string[]): Promise<string[]> {
  const root = `${relativeToDataDir(treeRoot(tree))}/`;
  const candidates = [...new Set(paths.flatMap(pathsBeside))].map((path) => root + path);
  const found = await Promise.all(candidates.map(async (path) => ((await isThere(path)) ? [path] : [])));
  const { rows } = await databasePool().query<{ path: string }>(
    'SELECT path FROM picture WHERE user_id = $1 AND path = ANY($2)',
    [userId, found.flat()],
  );
  const pictures = new Set(rows.map(({ path }) => path));
  return found.flat().flatMap((path) => (pictures.has(path) ? [] : [path.slice(root.length)]));
}

/** Moves pictures to the trash with the files beside them; one whose file is gone already only leaves the gallery. */
export async function trashPictures(open: OpenTree, ids: readonly string[]): Promise<void> {
  const paths = await pathsOfPictures(open, ids);
  if (paths.length > 0) await trashEntries(open, [...paths, ...(await filesBeside(open, paths))]);
  const { rows } = await databasePool().query<{ id: string }>(
    'UPDATE picture SET deleted_at = now() WHERE id = ANY($2) AND user_id = $1 AND deleted_at IS NULL RETURNING id',
    [open.userId, ids],
  );
  const left = rows.map(({ id }) => id);
  await announcePictures(databasePool(), open.userId, 'gone', left);
}

/** Brings pictures back that were thrown away one by one. @throws AppError `not_in_trash` when one is gone for good */
export async function restorePictures(open: OpenTree, ids: readonly string[]): Promise<void> {
  const { rows } = await databasePool().query<ThrownAway>(
    `SELECT t.id, t.original_path AS path, t.deleted_at AS at
     FROM picture p JOIN trash_item t ON t.trashed_path = '.trash/' || right(p.path, 36) AND t.user_id = $1
     WHERE p.id = ANY($2) AND p.user_id = $1 AND p.deleted_at IS NOT NULL`,
    [open.userId, ids],
  );
  const items = [...rows.map(({ id }) => id), ...(await thrownAwayBeside(open.userId, rows))];
  if (items.length > 0) await restoreEntries(open, { ids: items, ifTaken: 'keep-both' });
}

interface ThrownAway {
  id: string;
  /** Where it was, below the root of the tree. */
  path: string;
  at: Date;
}

/** The files beside pictures that were thrown away together with them. */
async function thrownAwayBeside(userId: string, pictures: readonly ThrownAway[]): Promise<string[]> {
  const beside = pictures.flatMap(({ path, at }) => pathsBeside(path).map((path) => ({ path, at })));
  const own = pictures.map(({ id }) => id);
  const { rows } = await databasePool().query<{ id: string }>(
    `SELECT DISTINCT t.id FROM trash_item t
     JOIN unnest($2::text[], $3::timestamptz[]) AS b(path, at) ON t.original_path = b.path AND t.deleted_at = b.at
     WHERE t.user_id = $1 AND t.tree = 'own' AND NOT t.is_folder AND t.id <> ALL($4::uuid[])`,
    [userId, beside.map(({ path }) => path), beside.map(({ at }) => at), own],
  );
  return rows.map(({ id }) => id);
}

const isThere = (path: string) =>
  stat(insideDataDir(path)).then(
    (stats) => stats.isFile(),
    () => false,
  );
