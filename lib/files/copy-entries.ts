import { randomUUID } from 'node:crypto';
import { cp, lstat, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { insideUploads } from '@/lib/data-dir';
import { badPath } from '@/lib/data-dir/confine';
import { addStorage } from './add-storage';
import { changeTree } from './change-tree';
import { bytesIn } from './count-bytes';
import { onDisk } from './disk-error';
import { nameOf, outermost, pathIn } from './file-entry';
import { findEntry, findFolder } from './find-entry';
import { copyModels } from './model-rows';
import { TakenNames } from './names';
import type { OpenTree } from './open-tree';
import { refuseTop } from './refuse-top';
import { requireRoom } from './storage';

/**
 * Copies files and folders into another folder, or the same; a name that is taken gets a number. Answers the new paths.
 * A copy appears when it is whole.
 *
 * @throws AppError `quota_reached`, `file_not_found` …
 */
export async function copyEntries(
  open: OpenTree,
  { paths, to }: { paths: readonly string[]; to: string },
): Promise<string[]> {
  const copies: string[] = [];
  for (const path of outermost(paths)) copies.push(await copyEntry(open, path, to));
  return copies;
}

async function copyEntry(open: OpenTree, path: string, to: string): Promise<string> {
  const { tree, userId } = open;
  if (path === '') throw badPath();
  const found = await findEntry(tree, path);
  refuseTop(tree, to, nameOf(path));
  const bytes = await onDisk(async () =>
    found.stats.isDirectory() ? bytesIn(found.absolute) : found.stats.size,
  );
  const own = tree.kind === 'own';
  if (own) await changeTree(open, ({ client }) => requireRoom(client, userId, bytes));
  const staged = insideUploads(tree, randomUUID());
  try {
    await onDisk(() =>
      cp(found.absolute, staged, { recursive: true, preserveTimestamps: true, filter: isNoLink }),
    );
    return await changeTree(open, async ({ client, rename, note }) => {
      if (own) await requireRoom(client, userId, bytes);
      const target = await findFolder(tree, to);
      const name = (await TakenNames.in(target.absolute)).free(nameOf(path));
      const copy = join(target.absolute, name);
      await copyModels(client, open, { from: found.absolute, to: copy });
      await rename(staged, copy);
      if (own) await addStorage(client, userId, bytes);
      note({ action: 'file.copied', from: path, to: pathIn(to, name), bytes });
      return pathIn(to, name);
    });
  } finally {
    await rm(staged, { recursive: true, force: true });
  }
}

/** Links are left out: what they lead to may be somebody else’s to copy. */
const isNoLink = async (path: string) => !(await lstat(path)).isSymbolicLink();
