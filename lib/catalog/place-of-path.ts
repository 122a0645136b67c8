import { placeOf } from '@/lib/data-dir';
import { isModelName } from './files-of-model';
import { MODEL_KINDS, type ModelKind } from './model-view';

/** In which folder of models a path of a tree lies, and where there; null for one that lies elsewhere. */
export function placeOfPath(path: string): { kind: ModelKind; below: string; isModel: boolean } | null {
  for (const kind of MODEL_KINDS) {
    const { folder } = placeOf(kind);
    if (path.startsWith(`${folder}/`))
      return { kind, below: path.slice(folder.length + 1), isModel: isModelName(path) };
  }
  return null;
}
