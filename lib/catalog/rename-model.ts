import { extname, join } from 'node:path';
import { AppError } from '@/lib/errors';
import { changeTree } from '@/lib/files/change-tree';
import { folderOf, nameOf, pathIn } from '@/lib/files/file-entry';
import { findFolder, findMovable } from '@/lib/files/find-entry';
import { followModels } from '@/lib/files/model-rows';
import { cleanName, nameTaken, TakenNames } from '@/lib/files/names';
import type { OpenTree } from '@/lib/files/open-tree';
import { filesOfModel, stemOf } from './files-of-model';
import { lockModel, type ModelFile, pathInTree } from './model-file';

/**
 * Gives a model another name, with the picture and notes that lie beside it: all of them or none. The row, and with it
 * what was said of the model and the jobs that wait for it, stays the model’s.
 *
 * @param open the owner’s tree, or the shared one
 * @param name without extension, or with the one it has
 * @throws AppError `bad_name`, `name_taken`, `changed_meanwhile` (409) …
 */
export function renameModel(
  open: OpenTree,
  given: ModelFile,
  { name, version }: { name: string; version: number },
): Promise<void> {
  return changeTree(open, async (change) => {
    const model = await lockModel(change.client, given, version);
    const path = pathInTree(model, model.path);
    const found = await findMovable(open.tree, path);
    const files = await filesOfModel(found);
    const stem = stemOf(nameOf(path), found.stats.isDirectory());
    const wanted = newStem(name, nameOf(path).slice(stem.length));
    if (wanted === stem) return;
    const folder = await findFolder(open.tree, folderOf(path));
    const taken = await TakenNames.in(folder.absolute);
    const moves = files.map((from) => {
      const to = cleanName(`${wanted}${nameOf(from).slice(stem.length)}`);
      const there = taken.find(to);
      // From `ink` to `Ink` is no clash: it is the same file.
      if (there !== undefined && there !== nameOf(from)) throw nameTaken(to, there);
      return { from, to };
    });
    const preview = moves.find(
      ({ from }) => model.previewPath !== null && nameOf(from) === nameOf(model.previewPath),
    );
    await followModels(change.client, open, {
      from: found.absolute,
      to: join(folder.absolute, moves[0]!.to),
    });
    await change.client.query('UPDATE model SET preview_path = $2, version = version + 1 WHERE id = $1', [
      model.id,
      preview ? pathIn(folderOf(model.path), preview.to) : model.previewPath,
    ]);
    for (const { from, to } of moves) {
      const { absolute } = await findMovable(open.tree, from);
      await change.rename(absolute, join(folder.absolute, to));
      change.note({ action: 'file.moved', from, to: pathIn(folderOf(path), to) });
    }
  });
}

/** @throws AppError `bad_name` */
function newStem(name: string, extension: string): string {
  const typed = name.trim().normalize('NFC');
  const same = extension !== '' && extname(typed).toLowerCase() === extension.toLowerCase();
  const stem = same ? typed.slice(0, -extension.length) : typed;
  if (stem !== '' && !stem.startsWith('.')) return stem;
  throw new AppError({
    code: 'bad_name',
    status: 400,
    message: 'A model’s name has at least one character and does not start with a dot. Choose another name.',
  });
}
