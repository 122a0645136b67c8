import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { fixedFolders, insideTree, type Tree } from '@/lib/data-dir';
import { AppError } from '@/lib/errors';
import { diskError, notFound } from './disk-error';

export interface Found {
  /** Below the root of the tree, with `/`; empty for the root. */
  path: string;
  absolute: string;
  stats: Stats;
}

/** A file or folder of the tree. @throws AppError `bad_path`, `file_not_found` */
export async function findEntry(tree: Tree, path: string): Promise<Found> {
  const absolute = insideTree(tree, path);
  const stats = await stat(absolute).catch(async (error) => {
    throw await diskError(error);
  });
  // Pipes, sockets and devices are nobody’s files.
  if (!stats.isFile() && !stats.isDirectory()) throw notFound();
  return { path, absolute, stats };
}

/** @throws AppError `bad_path`, `file_not_found`, `not_a_folder` */
export async function findFolder(tree: Tree, path: string): Promise<Found> {
  const found = await findEntry(tree, path);
  if (found.stats.isDirectory()) return found;
  throw new AppError({
    code: 'not_a_folder',
    status: 400,
    message: 'This is a file, not a folder. Choose the folder it lies in.',
  });
}

/** @throws AppError `bad_path`, `file_not_found`, `not_a_file` */
export async function findFile(tree: Tree, path: string): Promise<Found> {
  const found = await findEntry(tree, path);
  if (found.stats.isFile()) return found;
  throw new AppError({
    code: 'not_a_file',
    status: 400,
    message: 'This is a folder. Choose a file in it, or download it as an archive.',
  });
}

/** What may be moved, renamed or thrown away. @throws AppError also `fixed_folder` for what Atelier needs where it is */
export async function findMovable(tree: Tree, path: string): Promise<Found> {
  const found = await findEntry(tree, path);
  if (path !== '' && !isFixed(tree, path)) return found;
  throw new AppError({
    code: 'fixed_folder',
    status: 400,
    message: `“${path || 'This folder'}” is one of Atelier’s own folders and stays where it is. What lies in it can be moved.`,
  });
}

/** Also `Models` on a disk where that is `models`. */
export const isFixed = (tree: Tree, path: string) =>
  fixedFolders(tree).some((folder) => folder.toLowerCase() === path.toLowerCase());
