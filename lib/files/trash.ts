import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { insideTrash, insideTree, insideUploads, uploadsDir } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { AppError } from '@/lib/errors';
import { addStorage } from './add-storage';
import { type Change, changeTree } from './change-tree';
import { folderOf, type IfTaken, nameOf, outermost, pathIn, type TrashEntry } from './file-entry';
import { findFolder, findMovable } from './find-entry';
import { makeFolders } from './make-folder';
import { returnModels } from './model-rows';
import { TakenNames } from './names';
import type { OpenTree } from './open-tree';
import { followMove } from './picture-rows';
import { settleName } from './settle-name';
import { trashFound } from './trash-found';

/** What is thrown away can be brought back for so long. */
export const TRASH_DAYS = 30;

interface TrashRow {
  id: string;
  original_path: string;
  trashed_path: string;
  is_folder: boolean;
  bytes: string;
  deleted_at: Date;
}

/** Whose trash: everybody’s own; the shared one is one for all admins. */
const MINE = `(tree = $1::file_tree AND ($1 = 'shared' OR user_id = $2))`;
const keysOf = ({ tree, userId }: OpenTree) => [tree.kind, userId];

/** Moves files and folders to the trash; all of them or none. @throws AppError `file_not_found`, `fixed_folder` … */
export function trashEntries(open: OpenTree, paths: readonly string[]): Promise<void> {
  return changeTree(open, async (change) => {
    for (const path of outermost(paths)) await trashFound(open, change, await findMovable(open.tree, path));
  });
}

/** What lies in the trash, the last thrown away first. */
export async function listTrash(open: OpenTree): Promise<TrashEntry[]> {
  const { rows } = await databasePool().query<TrashRow>(
    `SELECT * FROM trash_item WHERE ${MINE} ORDER BY deleted_at DESC, id`,
    keysOf(open),
  );
  return rows.map((row) => ({
    id: row.id,
    name: nameOf(row.original_path),
    originalPath: row.original_path,
    kind: row.is_folder ? 'folder' : 'file',
    bytes: Number(row.bytes),
    deletedAt: row.deleted_at.toISOString(),
  }));
}

/**
 * Brings things back to where they were, making folders that are gone meanwhile. Answers the paths; null for what was
 * skipped. @throws AppError `not_in_trash`, `name_taken`
 */
export function restoreEntries(
  open: OpenTree,
  { ids, ifTaken = 'refuse' }: { ids: readonly string[]; ifTaken?: IfTaken },
): Promise<(string | null)[]> {
  return changeTree(open, async (change) => {
    const restored: (string | null)[] = [];
    for (const row of await takeRows(open, change, ids)) {
      const folder = await makeFolders(open, folderOf(row.original_path));
      const target = await findFolder(open.tree, folder);
      const taken = await TakenNames.in(target.absolute);
      const name = await settleName(open, change, target, taken, nameOf(row.original_path), ifTaken);
      if (name === null) {
        restored.push(null);
        continue;
      }
      const from = insideTrash(open.tree, row.id);
      const to = join(target.absolute, name);
      await change.client.query('DELETE FROM trash_item WHERE id = $1', [row.id]);
      const was = { from: insideTree(open.tree, row.original_path), to };
      await returnModels(change.client, open, was, row.deleted_at);
      await change.rename(from, to);
      if (open.tree.kind === 'own')
        await followMove(change.client, open.userId, { from, to, trashed: 'out of' });
      restored.push(pathIn(folder, name));
      change.note({ action: 'file.restored', from: row.original_path, to: pathIn(folder, name) });
    }
    return restored;
  });
}

/** Deletes for good: these, or everything in the trash. @throws AppError `not_in_trash` */
export async function deleteTrash(open: OpenTree, ids?: readonly string[]): Promise<void> {
  const gone = await changeTree(open, async (change) => {
    const rows = await takeRows(open, change, ids);
    await change.client.query('DELETE FROM trash_item WHERE id = ANY($1)', [rows.map(({ id }) => id)]);
    if (open.tree.kind === 'own')
      await addStorage(change.client, open.userId, -rows.reduce((sum, { bytes }) => sum + Number(bytes), 0));
    const moved: string[] = [];
    for (const { id, original_path, bytes } of rows) {
      change.note({ action: 'file.deleted', from: original_path, bytes: Number(bytes) });
      // Beside the uploads, whatever no row names is swept, should this process end now.
      const to = join(uploadsDir(open.tree), `gone-${id}`);
      await change.rename(insideTrash(open.tree, id), to).catch((error) => {
        if (error.code !== 'ENOENT') throw error;
      });
      moved.push(insideUploads(open.tree, `gone-${id}`));
    }
    return moved;
  });
  for (const path of gone) await rm(path, { recursive: true, force: true });
}

async function takeRows(open: OpenTree, { client }: Change, ids?: readonly string[]): Promise<TrashRow[]> {
  const { rows } = await client.query<TrashRow>(
    `SELECT * FROM trash_item WHERE ${MINE} AND ($3::uuid[] IS NULL OR id = ANY($3)) ORDER BY deleted_at`,
    [...keysOf(open), ids ?? null],
  );
  if (ids && rows.length < new Set(ids).size) throw notInTrash();
  return rows;
}

const notInTrash = () =>
  new AppError({
    code: 'not_in_trash',
    status: 404,
    message: 'This is not in the trash (any more). Reload to see what is there.',
  });
