import { stat } from 'node:fs/promises';
import type pg from 'pg';
import { insideUploads, type Tree } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { AppError } from '@/lib/errors';
import { isId } from '@/lib/jobs/job-id';
import { diskError } from '../disk-error';
import type { OpenTree } from '../open-tree';

export interface UploadRow {
  id: string;
  path: string;
  size: number;
  modifiedAt: Date | null;
  createdAt: Date;
  finishedAt: Date | null;
  placedPath: string | null;
  sha256: string | null;
}

/** An upload that is under way, for the list of what can be gone on with. */
export interface UploadView {
  id: string;
  path: string;
  size: number;
  received: number;
  createdAt: string;
}

const COLUMNS = `id, path, size::float8 AS size, modified_at AS "modifiedAt", created_at AS "createdAt",
  finished_at AS "finishedAt", placed_path AS "placedPath", sha256`;

/** One’s own upload into the tree. @throws AppError `upload_not_found` (404), also for other people’s */
export async function findUpload(
  { tree, userId }: OpenTree,
  id: string,
  client: Pick<pg.Pool, 'query'> = databasePool(),
): Promise<UploadRow> {
  if (!isId(id)) throw uploadNotFound();
  const { rows } = await client.query<UploadRow>(
    `SELECT ${COLUMNS} FROM upload
     WHERE id = $1 AND user_id = $2 AND tree = $3::file_tree AND expires_at > now()`,
    [id, userId, tree.kind],
  );
  if (!rows[0]) throw uploadNotFound();
  return rows[0];
}

/** Into which tree somebody’s upload goes; null when they have none of that id. */
export async function treeOfUpload(userId: string, id: string): Promise<Tree['kind'] | null> {
  if (!isId(id)) return null;
  const { rows } = await databasePool().query<{ tree: Tree['kind'] }>(
    'SELECT tree FROM upload WHERE id = $1 AND user_id = $2',
    [id, userId],
  );
  return rows[0]?.tree ?? null;
}

/** One’s own uploads into the tree that are under way, the oldest first. */
export async function listUploads({ tree, userId }: OpenTree): Promise<UploadView[]> {
  const { rows } = await databasePool().query<UploadRow>(
    `SELECT ${COLUMNS} FROM upload
     WHERE user_id = $1 AND tree = $2::file_tree AND finished_at IS NULL AND expires_at > now()
     ORDER BY created_at, id`,
    [userId, tree.kind],
  );
  return Promise.all(
    rows.map(async ({ id, path, size, createdAt }) => ({
      id,
      path,
      size,
      received: await receivedOf(tree, id).catch(() => 0),
      createdAt: createdAt.toISOString(),
    })),
  );
}

/** Bytes that have arrived: the length of the file says it, also after a crash. */
export async function receivedOf(tree: Tree, id: string): Promise<number> {
  return stat(insideUploads(tree, id)).then(
    ({ size }) => size,
    async (error) => {
      throw error.code === 'ENOENT' ? uploadNotFound(error) : await diskError(error);
    },
  );
}

export const uploadNotFound = (cause?: unknown) =>
  new AppError({
    code: 'upload_not_found',
    status: 404,
    message: 'This upload is not there (any more). Start it again.',
    cause,
  });
