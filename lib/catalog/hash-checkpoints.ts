import { createHash } from 'node:crypto';
import { insideRoot } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { checkpointRoot } from './checkpoint-roots';
import { diffusersParts } from './diffusers-folder';
import { sha256OfFile } from './hash-file';

interface UnhashedFile {
  id: string;
  /** Null: it is shared. */
  owner: string | null;
  path: string;
  size: string;
  modified_at: Date;
}

/** Gives every usable checkpoint its SHA-256, smallest first, one at a time. Answers how many got one. */
export async function hashCheckpoints(signal?: AbortSignal): Promise<number> {
  const { rows } = await databasePool().query<UnhashedFile>(
    `SELECT c.id, c.path, c.size, c.modified_at, u.name AS owner FROM model c LEFT JOIN user_account u ON u.id = c.owner_id
      WHERE c.sha256 IS NULL AND c.problem IS NULL AND u.deleted_at IS NULL ORDER BY c.size, c.path`,
  );
  let hashed = 0;
  for (const file of rows) {
    signal?.throwIfAborted();
    if (await hashOne(file, signal)) hashed++;
  }
  return hashed;
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

async function hashOne(
  { id, owner, path, size, modified_at }: UnhashedFile,
  signal?: AbortSignal,
): Promise<boolean> {
  const root = checkpointRoot(owner);
  const sha256 = await sha256Of(root, path, signal).catch((error) => {
    // Removed meanwhile: the next scan removes its row.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  });
  // Only if the row still speaks of the file that was read.
  const { rowCount } = await databasePool().query(
    'UPDATE model SET sha256 = $2 WHERE id = $1 AND size = $3 AND modified_at = $4 AND $2::text IS NOT NULL',
    [id, sha256, size, modified_at],
  );
  return rowCount === 1;
}
