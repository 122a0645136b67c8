import { basename } from 'node:path';
import { databasePool } from '@/lib/db/pool';
import { newId } from '@/lib/jobs/job-id';
import { type CheckpointFile, listCheckpointFiles } from './checkpoint-files';
import { withoutExtension } from './checkpoint-view';
import { type Identify, type InspectedFile, inspectFile } from './inspect-file';

export interface ScanOptions {
  /** Look again at files that were refused, although they did not change: a newer engine may know them. */
  recheckProblems?: boolean;
}

interface KnownFile {
  path: string;
  size: string;
  modified_at: Date;
  problem: string | null;
}

/**
 * Brings the catalogue up to date with the checkpoint folder: new and changed files are identified and written, refused
 * ones with their problem, rows of files that are gone are removed. Files that did not change are not opened.
 *
 * @returns whether anything changed
 * @throws when the folder can't be read; the catalogue stays as it was
 */
export async function scanCheckpoints(
  identify: Identify,
  { recheckProblems = false }: ScanOptions = {},
): Promise<boolean> {
  const files = await listCheckpointFiles();
  const known = await selectKnownFiles();
  let changed = false;
  for (const file of files) {
    const row = known.get(file.path);
    known.delete(file.path);
    if (row && isSame(row, file) && !(recheckProblems && row.problem)) continue;
    await writeFile(await inspectFile(file, identify));
    changed = true;
  }
  if (known.size === 0) return changed;
  await databasePool().query('DELETE FROM checkpoint WHERE path = ANY($1)', [[...known.keys()]]);
  return true;
}

async function selectKnownFiles(): Promise<Map<string, KnownFile>> {
  const { rows } = await databasePool().query<KnownFile>(
    'SELECT path, size, modified_at, problem FROM checkpoint',
  );
  return new Map(rows.map((row) => [row.path, row]));
}

const isSame = (row: KnownFile, file: CheckpointFile) =>
  Number(row.size) === file.size && row.modified_at.getTime() === file.modifiedAt.getTime();

/** A file that changed keeps its row's id, and loses the hash of what it was. */
async function writeFile(file: InspectedFile): Promise<void> {
  await databasePool().query(
    `INSERT INTO checkpoint (id, path, name, size, modified_at, architecture, native_size, problem, metadata)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (path) DO UPDATE SET size = excluded.size, modified_at = excluded.modified_at,
       architecture = excluded.architecture, native_size = excluded.native_size, problem = excluded.problem,
       metadata = excluded.metadata,
       sha256 = CASE WHEN checkpoint.size = excluded.size AND checkpoint.modified_at = excluded.modified_at
         THEN checkpoint.sha256 END`,
    [
      newId(),
      file.path,
      basename(withoutExtension(file.path)),
      file.size,
      file.modifiedAt,
      file.architecture,
      file.nativeSize,
      file.problem,
      JSON.stringify(file.metadata),
    ],
  );
}
