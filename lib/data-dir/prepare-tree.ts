import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { usersDir } from './layout';
import { fixedFolders, type Tree, trashDir, treeRoot, uploadsDir } from './trees';

/**
 * Makes the folders of a tree that are missing, in a data directory that is there: a disk that was unmounted must not
 * get a second tree in its place.
 *
 * @throws NodeJS.ErrnoException `ENOENT` when the data directory is not there
 */
export async function prepareTree(tree: Tree): Promise<void> {
  await stat(usersDir());
  const root = treeRoot(tree);
  for (const folder of [
    root,
    ...fixedFolders(tree).map((name) => join(root, name)),
    trashDir(tree),
    uploadsDir(tree),
  ])
    await mkdirOnce(folder);
}

/** Not `recursive`: that says ENOENT where the truth is that the disk can’t be written, and would make the root anew. */
async function mkdirOnce(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
