import { stat } from 'node:fs/promises';
import type pg from 'pg';
import { insideRoot, insideTree, ownRoot, placeOf, sharedRoot, type Tree } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { AppError, changedMeanwhile, noSuch } from '@/lib/errors';
import { diskError } from '@/lib/files/disk-error';
import { pathIn } from '@/lib/files/file-entry';
import type { Found } from '@/lib/files/find-entry';
import { isId } from '@/lib/jobs/job-id';
import type { ModelKind } from './model-view';
import { IS_OWN, isSharedWith } from './visible-models';

/** A row of the catalogue, as what changes or reads its file needs it. */
export interface ModelFile {
  id: string;
  kind: ModelKind;
  /** In whose folder it lies. */
  place: ModelKind;
  /** Null: it is shared. */
  ownerId: string | null;
  /** The owner’s; null: it is shared. */
  ownerName: string | null;
  /** Below the folder, with `/`. */
  path: string;
  name: string;
  version: number;
  /** Below the same folder; null: there is no picture. */
  previewPath: string | null;
}

const COLUMNS = `m.id, m.kind, m.place, m.owner_id AS "ownerId", u.name AS "ownerName", m.path, m.name, m.version,
  m.preview_path AS "previewPath"`;

/**
 * A model that somebody sees, or with `seesAllShared` (admins at their work) any that is shared.
 *
 * @throws AppError `model_not_found` (404), also for other people’s
 */
export async function findModelFile(viewer: string, id: string, seesAllShared = false): Promise<ModelFile> {
  if (!isId(id)) throw noSuch('model');
  const { rows } = await databasePool().query<ModelFile>(
    `SELECT ${COLUMNS} FROM model m LEFT JOIN user_account u ON u.id = m.owner_id
      WHERE m.id = $2 AND (${IS_OWN} OR ${isSharedWith()}
        OR ($3 AND m.owner_id IS NULL AND m.missing_since IS NULL))`,
    [viewer, id, seesAllShared],
  );
  if (!rows[0]) throw noSuch('model');
  return rows[0];
}

/**
 * The row as it is now, locked until the transaction ends.
 *
 * @param version what the change was made on; left out: it does not matter
 * @throws AppError `model_not_found`, `changed_meanwhile` (409)
 */
export async function lockModel(
  client: pg.PoolClient,
  { id }: Pick<ModelFile, 'id'>,
  version?: number,
): Promise<ModelFile> {
  const { rows } = await client.query<ModelFile>(
    `SELECT ${COLUMNS} FROM model m LEFT JOIN user_account u ON u.id = m.owner_id
      WHERE m.id = $1 AND m.missing_since IS NULL FOR UPDATE OF m`,
    [id],
  );
  const [model] = rows;
  if (!model) throw noSuch('model');
  if (version !== undefined && model.version !== version) throw changedMeanwhile('model');
  return model;
}

type Place = Pick<ModelFile, 'place' | 'ownerName'>;

const rootOf = ({ place, ownerName }: Place) =>
  ownerName === null ? sharedRoot(place) : ownRoot(place, ownerName);

/** A file of the folder a model lies in, links followed as far as they stay there. @throws AppError `file_not_found` … */
export async function findBeside(model: Place, path: string): Promise<Found> {
  const absolute = insideRoot(rootOf(model), path);
  try {
    return { path, absolute, stats: await stat(absolute) };
  } catch (error) {
    throw await diskError(error);
  }
}

/**
 * Where a path below the model’s folder is in the tree of its owner, or in the shared one.
 *
 * @throws AppError `outside_data_dir` (409) when a start flag names another folder: that is somebody else’s to change
 */
export function pathInTree(model: Place, path: string): string {
  const { folder, flag } = placeOf(model.place);
  const shared: Tree = { kind: 'shared' };
  if (model.ownerName !== null || sharedRoot(model.place) === insideTree(shared, folder))
    return pathIn(folder, path);
  throw new AppError({
    code: 'outside_data_dir',
    status: 409,
    message: `This model lies in the folder that ${flag} names, outside the data directory. Change the file there.`,
  });
}
