import { databasePool } from '@/lib/db/pool';
import { AppError } from '@/lib/errors';
import { changeTree } from '@/lib/files/change-tree';
import { nameOf, type TrashEntry } from '@/lib/files/file-entry';
import { findMovable } from '@/lib/files/find-entry';
import type { OpenTree } from '@/lib/files/open-tree';
import { listTrash, restoreEntries } from '@/lib/files/trash';
import { trashFound } from '@/lib/files/trash-found';
import { filesOfModel } from './files-of-model';
import { lockModel, type ModelFile, pathInTree } from './model-file';
import { placeOfPath } from './place-of-path';
import { belongsTo, type TrashedModel } from './trashed-model';

/**
 * Moves a model to the trash, with the picture and notes that lie beside it. Its row stays, so that what was said of it is
 * there when it comes back. Answers what brings it back.
 *
 * @throws AppError `model_not_found` …
 */
export async function trashModel(open: OpenTree, given: ModelFile): Promise<TrashedModel> {
  const path = await changeTree(open, async (change) => {
    const model = await lockModel(change.client, given);
    const found = await findMovable(open.tree, pathInTree(model, model.path));
    for (const file of await filesOfModel(found))
      await trashFound(open, change, await findMovable(open.tree, file));
    return found.path;
  });
  const trashed = (await listModelTrash(open)).find(({ originalPath }) => originalPath === path);
  if (!trashed) throw notInTrash();
  return trashed;
}

interface Row {
  place: string;
  path: string;
  kind: TrashedModel['kind'];
}

const ownerOf = ({ tree, userId }: OpenTree) => (tree.kind === 'own' ? userId : null);

/** The models in the trash of a tree, each once however many files it has; the last thrown away first. */
export async function listModelTrash(open: OpenTree): Promise<TrashedModel[]> {
  const entries = await listTrash(open);
  const { rows } = await databasePool().query<Row>(
    'SELECT place, path, kind FROM model WHERE owner_id IS NOT DISTINCT FROM $1::uuid AND path = ANY($2)',
    [ownerOf(open), entries.flatMap(({ originalPath }) => placeOfPath(originalPath)?.below ?? [])],
  );
  const kinds = new Map(rows.map(({ place, path, kind }) => [`${place}/${path}`, kind]));
  return entries.flatMap((entry) => {
    const place = placeOfPath(entry.originalPath);
    const known = place && kinds.get(`${place.kind}/${place.below}`);
    // Of folders only those that were models themselves.
    if (!place || !(known || (entry.kind === 'file' && place.isModel))) return [];
    return { ...summed(entry, entries), kind: known ?? place.kind, isOwn: open.tree.kind === 'own' };
  });
}

function summed(entry: TrashEntry, entries: readonly TrashEntry[]) {
  const beside = entries.filter((other) => belongsTo(other, entry));
  const { id, name, originalPath, deletedAt } = entry;
  const bytes = [entry, ...beside].reduce((sum, each) => sum + each.bytes, 0);
  return { id, name, originalPath, deletedAt, bytes, beside: beside.map((each) => each.id) };
}

/**
 * Brings a model back from the trash, with what was thrown away with it; answers its path below the root of the tree.
 *
 * @throws AppError `not_in_trash`, `name_taken` (409) when another has its place meanwhile
 */
export async function restoreModel(open: OpenTree, id: string): Promise<string> {
  const trashed = (await listModelTrash(open)).find((each) => each.id === id);
  if (!trashed) throw notInTrash();
  const paths = await restoreEntries(open, { ids: [id, ...trashed.beside] }).catch((error) => {
    throw error instanceof AppError && error.code === 'name_taken' ? placeTaken(trashed) : error;
  });
  return paths.find((path) => path !== null && nameOf(path) === trashed.name) ?? trashed.originalPath;
}

const notInTrash = () =>
  new AppError({
    code: 'not_in_trash',
    status: 404,
    message: 'This model is not in the trash (any more). Reload to see what is there.',
  });

const placeTaken = ({ originalPath }: TrashedModel) =>
  new AppError({
    code: 'name_taken',
    status: 409,
    message: `“${nameOf(originalPath)}”, or something that belongs to it, is there again. Rename that one first, then bring this one back.`,
  });
