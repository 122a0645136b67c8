import { createHash } from 'node:crypto';
import { insideRoot } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { AppError } from '@/lib/errors';
import { diffusersParts } from './diffusers-folder';
import { sha256OfFile } from './hash-file';
import { modelRoot } from './model-roots';
import type { ModelKind } from './model-view';

interface UnhashedFile {
  id: string;
  place: ModelKind;
  /** Null: it is shared. */
  owner: string | null;
  path: string;
  size: string;
  modified_at: Date;
}

/** Files asked for at a time: a small one that comes later is not to wait for all large ones. */
const ASKED_TOGETHER = 32;

/** Gives every usable model its SHA-256, smallest first, one at a time. Answers how many got one. */
export async function hashModels(signal?: AbortSignal): Promise<number> {
  let hashed = 0;
  const tried: string[] = [];
  for (;;) {
    const files = await selectUnhashed(tried);
    if (files.length === 0) return hashed;
    for (const file of files) {
      signal?.throwIfAborted();
      tried.push(file.id);
      if (await hashOne(file, signal)) hashed++;
    }
  }
}

async function selectUnhashed(tried: readonly string[]): Promise<UnhashedFile[]> {
  const { rows } = await databasePool().query<UnhashedFile>(
    `SELECT m.id, m.place, m.path, m.size, m.modified_at, u.name AS owner
       FROM model m LEFT JOIN user_account u ON u.id = m.owner_id
      WHERE m.sha256 IS NULL AND m.problem IS NULL AND m.missing_since IS NULL AND u.deleted_at IS NULL
        AND m.id <> ALL($1::uuid[])
      ORDER BY m.size, m.path LIMIT $2`,
    [tried, ASKED_TOGETHER],
  );
  return rows;
}

/** Of a file its own; of a folder that of a list of its files: a line each with hash, two spaces and path, by path. */
async function sha256Of(root: string, path: string, signal?: AbortSignal): Promise<string> {
  const parts = await diffusersParts(root, path);
  if (!parts) return sha256OfFile(insideRoot(root, path), signal);
  const list = createHash('sha256');
  for (const part of parts) {
    const own = await sha256OfFile(insideRoot(root, part.path), signal);
    list.update(`${own}  ${part.path.slice(path.length + 1)}\n`);
  }
  return list.digest('hex');
}

/** What is removed, or replaced by a link that leads out, while it is looked at: the next scan will say so. */
const isGone = (error: unknown) =>
  (error instanceof AppError && error.code === 'bad_path') ||
  (error as NodeJS.ErrnoException).code === 'ENOENT';

async function hashOne(
  { id, place, owner, path, size, modified_at }: UnhashedFile,
  signal?: AbortSignal,
): Promise<boolean> {
  const root = modelRoot(place, owner);
  const sha256 = await sha256Of(root, path, signal).catch((error) => {
    if (isGone(error)) return null;
    throw error;
  });
  // Only if the row still speaks of the file that was read.
  const { rowCount } = await databasePool().query(
    'UPDATE model SET sha256 = $2 WHERE id = $1 AND size = $3 AND modified_at = $4 AND $2::text IS NOT NULL',
    [id, sha256, size, modified_at],
  );
  return rowCount === 1;
}
