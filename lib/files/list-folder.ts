import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { insideTree, type Tree, topFolders } from '@/lib/data-dir';
import { AppError } from '@/lib/errors';
import { onDisk } from './disk-error';
import { type FileEntry, type FilePage, isPictureName, pathIn, type Sort } from './file-entry';
import { findFolder, isFixed } from './find-entry';

export interface ListOptions {
  sort?: Sort;
  descending?: boolean;
  offset?: number;
  limit?: number;
}

const MOST_ENTRIES = 1000;
const AT_ONCE = 64;
const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare;

/** A page of what lies in a folder; folders first. @throws AppError `bad_path`, `file_not_found`, `not_a_folder` */
export async function listFolder(tree: Tree, path: string, options: ListOptions = {}): Promise<FilePage> {
  const { sort = 'name', descending = false, offset = 0, limit = MOST_ENTRIES } = options;
  const folder = await findFolder(tree, path);
  const names = (await onDisk(() => readdir(folder.absolute, { withFileTypes: true }))).filter((dirent) =>
    isShown(tree, path, dirent),
  );
  const page = (entries: FileEntry[]) => entries.slice(offset, offset + limit);
  if (sort === 'name') {
    // Only what is shown is looked at: a day of pictures may have ten thousand.
    const sorted = names.sort(
      (a, b) =>
        Number(b.isDirectory()) - Number(a.isDirectory()) || turned(byName(a.name, b.name), descending),
    );
    const entries = await look(tree, path, sorted.slice(offset, offset + limit));
    return { path, entries: entries.filter((entry) => entry !== null), total: names.length };
  }
  const entries = (await look(tree, path, names)).filter((entry) => entry !== null);
  entries.sort(
    (a, b) =>
      Number(b.kind === 'folder') - Number(a.kind === 'folder') ||
      turned(compare(a[sort], b[sort]) || byName(a.name, b.name), descending),
  );
  return { path, entries: page(entries), total: entries.length };
}

const turned = (order: number, descending: boolean) => (descending ? -order : order);

function compare(a: number | string | null, b: number | string | null): number {
  if (a === b) return 0;
  return (a ?? -1) < (b ?? -1) ? -1 : 1;
}

/** Atelier’s own names at the top, copies on their way, pipes and devices are not shown. */
function isShown(tree: Tree, path: string, dirent: Dirent): boolean {
  const top = path === '' ? topFolders(tree) : null;
  if (top ? !top.includes(dirent.name) : path === '' && dirent.name.startsWith('.')) return false;
  return dirent.isDirectory() || dirent.isFile() || dirent.isSymbolicLink();
}

/** Null for what vanished meanwhile, and for links that lead out of the tree. */
async function look(tree: Tree, folder: string, dirents: Dirent[]): Promise<(FileEntry | null)[]> {
  const entries: (FileEntry | null)[] = [];
  for (let from = 0; from < dirents.length; from += AT_ONCE)
    entries.push(
      ...(await Promise.all(
        dirents.slice(from, from + AT_ONCE).map((dirent) => lookAt(tree, folder, dirent)),
      )),
    );
  return entries;
}

async function lookAt(tree: Tree, folder: string, { name }: Dirent): Promise<FileEntry | null> {
  const path = pathIn(folder, name);
  try {
    const stats = await stat(insideTree(tree, path));
    if (!stats.isFile() && !stats.isDirectory()) return null;
    return {
      name,
      path,
      kind: stats.isDirectory() ? 'folder' : 'file',
      bytes: stats.isDirectory() ? null : stats.size,
      modifiedAt: stats.mtime.toISOString(),
      picture: stats.isFile() && isPictureName(name),
      fixed: isFixed(tree, path),
    };
  } catch (error) {
    if (error instanceof AppError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
