import { join } from 'node:path';
import { AppError } from '@/lib/errors';
import { type Change, changeTree } from './change-tree';
import { folderOf, type IfTaken, nameOf, outermost, pathIn } from './file-entry';
import { type Found, findFolder, findMovable } from './find-entry';
import { followModels } from './model-rows';
import { cleanName, nameTaken, TakenNames } from './names';
import type { OpenTree } from './open-tree';
import { followMove } from './picture-rows';
import { refuseTop } from './refuse-top';
import { settleName } from './settle-name';

/** Gives a file or folder another name in its folder; answers its new path. @throws AppError `bad_name`, `name_taken` … */
export function renameEntry(open: OpenTree, path: string, name: string): Promise<string> {
  return changeTree(open, async (change) => {
    const found = await findMovable(open.tree, path);
    const clean = cleanName(name);
    refuseTop(open.tree, folderOf(path), clean);
    const parent = await findFolder(open.tree, folderOf(path));
    const there = (await TakenNames.in(parent.absolute)).find(clean);
    // From `photo` to `Photo` is no clash: it is the same file.
    if (there !== undefined && there !== nameOf(path)) throw nameTaken(clean, there);
    if (clean === nameOf(path)) return path;
    await place(open, change, found, join(parent.absolute, clean));
    const renamed = pathIn(folderOf(path), clean);
    change.note({ action: 'file.moved', from: path, to: renamed });
    return renamed;
  });
}

/**
 * Moves files and folders into another folder; all of them, or none when something is wrong. Answers their new paths;
 * null for one that was skipped.
 *
 * @throws AppError `name_taken` when a name is taken and `ifTaken` is `refuse`, `into_itself` …
 */
export function moveEntries(
  open: OpenTree,
  { paths, to, ifTaken = 'refuse' }: { paths: readonly string[]; to: string; ifTaken?: IfTaken },
): Promise<(string | null)[]> {
  return changeTree(open, async (change) => {
    const target = await findFolder(open.tree, to);
    const taken = await TakenNames.in(target.absolute);
    const moved: (string | null)[] = [];
    for (const path of outermost(paths)) {
      const found = await findMovable(open.tree, path);
      if (to === path || to.startsWith(`${path}/`)) throw intoItself(nameOf(path));
      if (folderOf(path) === to) {
        moved.push(path);
        continue;
      }
      refuseTop(open.tree, to, nameOf(path));
      const name = await settleName(open, change, target, taken, nameOf(path), ifTaken);
      if (name !== null) {
        await place(open, change, found, join(target.absolute, name));
        taken.add(name);
        change.note({ action: 'file.moved', from: path, to: pathIn(to, name) });
      }
      moved.push(name === null ? null : pathIn(to, name));
    }
    return moved;
  });
}

async function place(open: OpenTree, change: Change, found: Found, to: string): Promise<void> {
  const way = { from: found.absolute, to };
  await followModels(change.client, open, way);
  await change.rename(found.absolute, to);
  if (open.tree.kind === 'own') await followMove(change.client, open.userId, way);
}

const intoItself = (name: string) =>
  new AppError({
    code: 'into_itself',
    status: 400,
    message: `“${name}” can’t be moved into itself. Choose another folder.`,
  });
