import { folderOf, nameOf, type TrashEntry } from '@/lib/files/file-entry';
import { isModelName, stemOf } from './files-of-model';
import type { ModelKind } from './model-view';

/** A model in the trash. */
export interface TrashedModel {
  /** Of the trash. */
  id: string;
  kind: ModelKind;
  isOwn: boolean;
  /** With its extension. */
  name: string;
  /** Where it was, below the root of its tree. */
  originalPath: string;
  /** Of all its files. */
  bytes: number;
  deletedAt: string;
  /** Ids of what was thrown away with it. */
  beside: string[];
}

/** Whether something was thrown away along with a model: at the same moment, from beside it, and under its name. */
export function belongsTo(entry: TrashEntry, model: TrashEntry): boolean {
  const stem = stemOf(nameOf(model.originalPath), model.kind === 'folder');
  return (
    entry.id !== model.id &&
    entry.kind === 'file' &&
    entry.deletedAt === model.deletedAt &&
    folderOf(entry.originalPath) === folderOf(model.originalPath) &&
    nameOf(entry.originalPath).startsWith(`${stem}.`) &&
    !isModelName(entry.originalPath)
  );
}
