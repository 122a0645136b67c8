import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { usersDir } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { newId } from '@/lib/jobs/job-id';
import { log } from '@/lib/log';
import { type CheckpointFile, listCheckpointFiles } from './checkpoint-files';
import { type CheckpointRoot, checkpointRoots } from './checkpoint-roots';
import { withoutExtension } from './checkpoint-view';
import { type Identify, type InspectedFile, inspectFile } from './inspect-file';
import { tellScanned } from './request-rescan';

export interface ScanOptions {
  /** Look again at files that were refused, although they did not change: a newer engine may know them. */
  recheckProblems?: boolean;
  /** Ids: read the shared folder and those of these people only. */
  owners?: readonly string[];
}

interface KnownFile {
  id: string;
  owner_id: string | null;
  path: string;
  size: string;
  modified_at: Date;
  problem: string | null;
}

/** Folders read at a time: a thousand people's lie on a slow disk, maybe. */
const AT_ONCE = 16;

/**
 * Brings the catalogue up to date with the checkpoint folders: new and changed files are identified and written, refused
 * ones with their problem, rows of files that are gone are removed. Files that did not change are not opened.
 *
 * @returns whether anything changed
 * @throws when the shared folder or that of all people can't be read; what it says of them stays as it was
 */
export async function scanCheckpoints(identify: Identify, options: ScanOptions = {}): Promise<boolean> {
  const { owners, recheckProblems = false } = options;
  const { rows } = await databasePool().query<{ began: string }>('SELECT clock_timestamp()::text AS began');
  // A disk that is away for a moment must not empty the catalogue.
  await stat(usersDir());
  const roots = await checkpointRoots(owners);
  const known = await selectKnownFiles(owners);
  let changed = false;
  let unreadable: unknown;
  for (let at = 0; at < roots.length; at += AT_ONCE) {
    const some = roots.slice(at, at + AT_ONCE);
    const listed = await Promise.allSettled(some.map(filesOf));
    for (const [k, outcome] of listed.entries()) {
      const { ownerId, root } = some[k]!;
      const before = known.get(ownerId) ?? new Map();
      known.delete(ownerId);
      if (outcome.status === 'fulfilled') {
        const scan = { identify, recheckProblems, root, ownerId };
        changed = (await scanFolder(scan, outcome.value, before)) || changed;
      } else if (ownerId === null) unreadable = outcome.reason;
      else log.warn({ err: outcome.reason, root }, 'a checkpoint folder can’t be read; it stays as it was');
    }
  }
  // Whose folder nobody has any more.
  const orphans = [...known.values()].flatMap((files) => [...files.values()]);
  changed = (await removeRows(orphans)) || changed;
  if (unreadable) throw unreadable;
  await tellScanned(rows[0]!.began, owners);
  return changed;
}

/** A person who has put nothing anywhere has no folder. */
function filesOf({ ownerId, root }: CheckpointRoot): Promise<CheckpointFile[]> {
  return listCheckpointFiles(root).catch((error) => {
    if (ownerId !== null && error.code === 'ENOENT') return [];
    throw error;
  });
}

interface FolderScan extends CheckpointRoot {
  identify: Identify;
  recheckProblems: boolean;
}

async function scanFolder(
  { identify, recheckProblems, root, ownerId }: FolderScan,
  files: readonly CheckpointFile[],
  known: Map<string, KnownFile>,
): Promise<boolean> {
  let changed = false;
  for (const file of files) {
    const row = known.get(file.path);
    known.delete(file.path);
    if (row && isSame(row, file) && !(recheckProblems && row.problem)) continue;
    await writeFile(await inspectFile(root, file, identify), ownerId, row?.id);
    changed = true;
  }
  return (await removeRows([...known.values()])) || changed;
}

async function removeRows(rows: readonly KnownFile[]): Promise<boolean> {
  if (rows.length === 0) return false;
  await databasePool().query('DELETE FROM model WHERE id = ANY($1)', [rows.map(({ id }) => id)]);
  return true;
}

/** By owner and path. */
async function selectKnownFiles(
  owners: readonly string[] | undefined,
): Promise<Map<string | null, Map<string, KnownFile>>> {
  const { rows } = await databasePool().query<KnownFile>(
    `SELECT id, owner_id, path, size, modified_at, problem FROM model
      WHERE $1::uuid[] IS NULL OR owner_id IS NULL OR owner_id = ANY($1)`,
    [owners ?? null],
  );
  const known = new Map<string | null, Map<string, KnownFile>>();
  for (const row of rows) {
    const files = known.get(row.owner_id) ?? new Map<string, KnownFile>();
    known.set(row.owner_id, files.set(row.path, row));
  }
  return known;
}

const isSame = (row: KnownFile, file: CheckpointFile) =>
  Number(row.size) === file.size && row.modified_at.getTime() === file.modifiedAt.getTime();

const INSERT = `INSERT INTO model (id, size, modified_at, architecture, native_size, problem, metadata, owner_id, path, name)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING`;
/** A file that changed keeps its row's id, and loses the hash of what it was. */
const UPDATE = `UPDATE model SET size = $2, modified_at = $3, architecture = $4, native_size = $5, problem = $6,
  metadata = $7, sha256 = CASE WHEN size = $2 AND modified_at = $3 THEN sha256 END WHERE id = $1`;

async function writeFile(file: InspectedFile, ownerId: string | null, id: string | undefined): Promise<void> {
  const found = [
    file.size,
    file.modifiedAt,
    file.architecture,
    file.nativeSize,
    file.problem,
    JSON.stringify(file.metadata),
  ];
  const name = basename(withoutExtension(file.path));
  if (id === undefined) await databasePool().query(INSERT, [newId(), ...found, ownerId, file.path, name]);
  else await databasePool().query(UPDATE, [id, ...found]);
}
