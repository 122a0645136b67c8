import { randomUUID } from 'node:crypto';
import { rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { insideUploads } from '@/lib/data-dir';
import { addStorage } from '@/lib/files/add-storage';
import { type Change, changeTree } from '@/lib/files/change-tree';
import { onDisk } from '@/lib/files/disk-error';
import { folderOf, nameOf, pathIn } from '@/lib/files/file-entry';
import { findFolder, findMovable } from '@/lib/files/find-entry';
import { cleanName } from '@/lib/files/names';
import type { OpenTree } from '@/lib/files/open-tree';
import { requireRoom } from '@/lib/files/storage';
import { trashFound } from '@/lib/files/trash-found';
import { sharp } from '@/lib/pictures/decoders';
import { readOutsidePicture } from '@/lib/pictures/outside-picture';
import { filesOfModel, PREVIEW_ENDINGS, stemOf } from './files-of-model';
import { lockModel, type ModelFile, pathInTree } from './model-file';

/** The longest side that is kept, pixels. */
const LONGEST_SIDE = 1024;
const QUALITY = 88;

/**
 * Puts a picture beside a model, drawn anew and made small; other previews of it go to the trash.
 *
 * @param bytes a file somebody sent
 * @throws BadPicture (422), AppError `quota_reached` …
 */
export async function putPreview(open: OpenTree, given: ModelFile, bytes: Buffer): Promise<void> {
  const { png } = await readOutsidePicture(bytes);
  const picture = await sharp(png)
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: QUALITY })
    .toBuffer();
  const staged = insideUploads(open.tree, randomUUID());
  try {
    await onDisk(() => writeFile(staged, picture, { flag: 'wx' }));
    await changeTree(open, async (change) => {
      const model = await lockModel(change.client, given);
      if (open.tree.kind === 'own') await requireRoom(change.client, open.userId, picture.length);
      const { path, stem, pictures } = await picturesOf(open, model);
      for (const old of pictures.filter((each) => nameOf(each).startsWith(`${stem}.preview.`)))
        await trashFound(open, change, await findMovable(open.tree, old));
      const folder = await findFolder(open.tree, folderOf(path));
      const name = cleanName(`${stem}.preview.webp`);
      const to = join(folder.absolute, name);
      const { mtime } = await stat(staged);
      await setPreview(change, model, pathIn(folderOf(model.path), name), mtime);
      if (open.tree.kind === 'own') await addStorage(change.client, open.userId, picture.length);
      await change.rename(staged, to);
      change.note({ action: 'file.uploaded', to: pathIn(folderOf(path), name), bytes: picture.length });
    });
  } finally {
    await rm(staged, { force: true });
  }
}

/** Moves the picture that is shown to the trash; another one that lies beside the model is shown then, if there is one. */
export function removePreview(open: OpenTree, given: ModelFile): Promise<void> {
  return changeTree(open, async (change) => {
    const model = await lockModel(change.client, given);
    const [shown, next] = (await picturesOf(open, model)).pictures;
    if (!shown) return;
    const found = next === undefined ? null : await findMovable(open.tree, next);
    const below = next === undefined ? null : pathIn(folderOf(model.path), nameOf(next));
    await setPreview(change, model, below, found?.stats.mtime ?? null);
    await trashFound(open, change, await findMovable(open.tree, shown));
  });
}

/** The pictures of a model in its tree, the one that is shown first. */
async function picturesOf({ tree }: OpenTree, model: ModelFile) {
  const path = pathInTree(model, model.path);
  const found = await findMovable(tree, path);
  const stem = stemOf(nameOf(path), found.stats.isDirectory());
  const pictures = (await filesOfModel(found)).filter((file) =>
    PREVIEW_ENDINGS.some((ending) => nameOf(file) === `${stem}${ending}`),
  );
  return { path, stem, pictures };
}

async function setPreview(
  { client }: Change,
  { id }: ModelFile,
  path: string | null,
  modifiedAt: Date | null,
) {
  await client.query('UPDATE model SET preview_path = $2, preview_modified_at = $3 WHERE id = $1', [
    id,
    path,
    modifiedAt,
  ]);
}
