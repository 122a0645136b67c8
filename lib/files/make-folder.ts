import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { changeTree } from './change-tree';
import { folderOf, nameOf, pathIn } from './file-entry';
import { findFolder } from './find-entry';
import { cleanName, nameTaken, TakenNames } from './names';
import type { OpenTree } from './open-tree';
import { refuseTop } from './refuse-top';

/** Makes a folder; answers its path. @throws AppError `bad_name`, `name_taken`, `file_not_found` */
export function makeFolder(open: OpenTree, path: string): Promise<string> {
  return changeTree(open, async ({ note }) => {
    const parent = await findFolder(open.tree, folderOf(path));
    const name = cleanName(nameOf(path));
    refuseTop(open.tree, parent.path, name);
    const there = (await TakenNames.in(parent.absolute)).find(name);
    if (there !== undefined) throw nameTaken(name, there);
    await mkdir(join(parent.absolute, name));
    const made = pathIn(parent.path, name);
    note({ action: 'file.folder_made', to: made });
    return made;
  });
}

/**
 * Makes the folders of a path that are missing, taking those that are there in whatever case or Unicode form; answers
 * the path as it is written on the disk. Within a change of the tree.
 *
 * @throws AppError `bad_name`, `bad_path`, `not_a_folder`
 */
export async function makeFolders({ tree }: OpenTree, path: string): Promise<string> {
  let folder = '';
  for (const part of path === '' ? [] : path.split('/')) {
    const parent = await findFolder(tree, folder);
    const name = (await TakenNames.in(parent.absolute)).find(part) ?? cleanName(part);
    refuseTop(tree, folder, name);
    await mkdir(join(parent.absolute, name)).catch((error) => {
      if (error.code !== 'EEXIST') throw error;
    });
    folder = pathIn(folder, name);
  }
  await findFolder(tree, folder);
  return folder;
}
