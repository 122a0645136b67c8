import { join } from 'node:path';
import { ownRoot, sharedRoot, treeRoot } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { MODEL_KINDS, type ModelKind } from './model-view';

/** A folder that models lie in. */
export interface ModelRoot {
  place: ModelKind;
  /** Whose they are; null: shared. */
  ownerId: string | null;
  /** Absolute. */
  root: string;
  /** The folder above it that is this person’s, or itself: where to look for it to be made. */
  base: string;
}

/** Where models of a kind lie: somebody’s own, or without a name the shared ones. @throws AppError `bad_user_name` */
export const modelRoot = (place: ModelKind, owner: string | null): string =>
  owner === null ? sharedRoot(place) : ownRoot(place, owner);

/** Where a model lies, as lists tell it (absolute); nobody has looked whether a link leads it elsewhere. */
export const modelPath = (
  { place, path, isOwn }: { place: ModelKind; path: string; isOwn: boolean },
  userName: string,
): string => join(modelRoot(place, isOwn ? userName : null), path);

export interface RootsAsked {
  /** Ids; all when absent. */
  owners?: readonly string[] | undefined;
  /** Those that are shared as well. */
  shared: boolean;
}

/** Where models may lie: the shared folders, then everybody’s own, whether they are there or not. */
export async function modelRoots({ owners, shared }: RootsAsked): Promise<ModelRoot[]> {
  const { rows } = await databasePool().query<{ id: string; name: string }>(
    `SELECT id, name FROM user_account
      WHERE deleted_at IS NULL AND ($1::uuid[] IS NULL OR id = ANY($1)) ORDER BY id`,
    [owners ?? null],
  );
  const people = [...(shared ? [{ id: null, name: null }] : []), ...rows];
  return people.flatMap(({ id, name }) =>
    MODEL_KINDS.map((place) => {
      const root = modelRoot(place, name);
      const base = name === null ? root : treeRoot({ kind: 'own', userName: name });
      return { place, ownerId: id, root, base };
    }),
  );
}
