import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@/lib/errors';
import { changeTree } from './change-tree';
import { folderOf, nameOf, pathIn } from './file-entry';
import { findFolder } from './find-entry';
import { cleanName, nameTaken, TakenNames } from './names';
import type { OpenTree } from './open-tree';
import { refuseTop } from './refuse-top';

/** No person's folders are as deep; a program's mistake would take minutes to make and to list. */
const MOST_DEEP = 100;

const tooDeep = () =>
  new AppError({
    code: 'bad_path',
    status: 400,
    message: `These folders are more than ${MOST_DEEP} deep. Put them somewhere higher up.`,
  });

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
 * Makes a folder with those above it that are missing; one that is there is taken as it is. Answers its path.
 *
 * @throws AppError `bad_name`, `bad_path`, `not_a_folder`
 */
export function makeFolderDeep(open: OpenTree, path: string): Promise<string> {
  return changeTree(open, async ({ note }) => {
    const isThere = await findFolder(open.tree, path).then(
      () => true,
      () => false,
    );
    const made = await makeFolders(open, path);
    if (!isThere) note({ action: 'file.folder_made', to: made });
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
  const parts = path === '' ? [] : path.split('/');
  if (parts.length > MOST_DEEP) throw tooDeep();
  let folder = '';
  for (const part of parts) {
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
