import { stat } from 'node:fs/promises';
import { usersDir } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { log } from '@/lib/log';
import { type Identify, type InspectedFile, inspectFile } from './inspect-file';
import { type FilesOfRoot, isSameFile, isSamePreview, type KnownFile, KnownFiles } from './known-files';
import { listModelFiles, type ModelFile } from './model-files';
import { type ModelRoot, modelRoots } from './model-roots';
import { tellScanned } from './request-rescan';
import { type FileOfRow, writeCompanions, writeModels } from './write-models';

export interface ScanOptions {
  /** Look again at files that were refused, although they did not change: a newer engine may know them. */
  recheckProblems?: boolean;
  /** Ids: of people’s own folders, read those of these people only. */
  owners?: readonly string[];
  /** Read the shared folders as well; unless said. */
  shared?: boolean;
  /** Hears of each folder (absolute) before it is read, and of the root that it is or lies in. */
  onFolder?: (root: ModelRoot, folder: string) => Promise<void>;
  /** Hears of a root that is not there. */
  onMissing?: (root: ModelRoot) => Promise<void>;
}

/** Folders read at a time: a thousand people's lie on a slow disk, maybe. */
const AT_ONCE = 16;
/** Headers read at a time, and files written together. */
const INSPECTED_AT_ONCE = 8;
const WRITTEN_TOGETHER = 200;

/**
 * Brings the catalogue up to date with the model folders: new and changed files are identified and written, refused ones
 * with their problem; rows of files that are gone are marked, because what people said of a file must not be lost when it
 * is replaced or comes back. Files that did not change are not opened.
 *
 * @returns whether anything changed
 * @throws when a shared folder or that of all people can't be read; what it says of them stays as it was
 */
export async function scanModels(identify: Identify, options: ScanOptions = {}): Promise<boolean> {
  const { owners, shared = true } = options;
  const { rows } = await databasePool().query<{ began: string }>('SELECT clock_timestamp()::text AS began');
  // A disk that is away for a moment must not empty the catalogue.
  await stat(usersDir());
  const roots = await modelRoots({ owners, shared });
  const known = await KnownFiles.select({ owners, shared });
  let changed = false;
  let unreadable: unknown;
  for (let at = 0; at < roots.length; at += AT_ONCE) {
    const some = roots.slice(at, at + AT_ONCE);
    const listed = await Promise.allSettled(some.map((root) => filesOf(root, options)));
    for (const [k, outcome] of listed.entries()) {
      const root = some[k]!;
      const before = known.take(root);
      if (outcome.status === 'fulfilled')
        changed = (await scanFolder(root, outcome.value, before, identify, options)) || changed;
      else if (root.ownerId === null) unreadable ??= outcome.reason;
      else
        log.warn(
          { err: outcome.reason, root: root.root },
          'a model folder can’t be read; it stays as it was',
        );
    }
  }
  changed = (await markOrphans(known.rest())) || changed;
  if (!owners && shared) await removeForgotten();
  // Who waits for what they put into another folder need not wait for the broken one.
  if (shared) await tellScanned(rows[0]!.began, owners);
  if (unreadable) throw unreadable;
  return changed;
}

/** A person who has put nothing anywhere has no folder. */
async function filesOf(root: ModelRoot, { onFolder, onMissing }: ScanOptions): Promise<ModelFile[]> {
  try {
    return await listModelFiles(root.root, root.place, async (folder) => onFolder?.(root, folder));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error;
    await onMissing?.(root);
    if (root.ownerId === null) throw error;
    return [];
  }
}

async function scanFolder(
  root: ModelRoot,
  files: readonly ModelFile[],
  known: FilesOfRoot,
  identify: Identify,
  { recheckProblems = false }: ScanOptions,
): Promise<boolean> {
  const toInspect: FileOfRow<ModelFile>[] = [];
  const toTouch: FileOfRow<ModelFile>[] = [];
  for (const file of files) {
    const row = known.get(file.path);
    known.delete(file.path);
    const found = { file, id: row?.id };
    if (!row || !isSameFile(row, file) || (recheckProblems && row.is_refused)) toInspect.push(found);
    else if (row.is_missing || !isSamePreview(row, file)) toTouch.push(found);
  }
  for (let at = 0; at < toInspect.length; at += WRITTEN_TOGETHER)
    await writeModels(root, await inspectAll(root, toInspect.slice(at, at + WRITTEN_TOGETHER), identify));
  await writeCompanions(toTouch);
  const isMarked = await markMissing([...known.values()]);
  return isMarked || toInspect.length + toTouch.length > 0;
}

async function inspectAll(
  { root }: ModelRoot,
  files: readonly FileOfRow<ModelFile>[],
  identify: Identify,
): Promise<FileOfRow<InspectedFile>[]> {
  const inspected: FileOfRow<InspectedFile>[] = [];
  for (let at = 0; at < files.length; at += INSPECTED_AT_ONCE) {
    const some = files.slice(at, at + INSPECTED_AT_ONCE);
    inspected.push(
      ...(await Promise.all(
        some.map(async ({ file, id }) => ({ file: await inspectFile(root, file, identify), id })),
      )),
    );
  }
  return inspected;
}

/** Only where the row still speaks of that path: somebody may have moved file and row meanwhile. */
async function markMissing(rows: readonly KnownFile[]): Promise<boolean> {
  const gone = rows.filter((row) => !row.is_missing);
  if (gone.length === 0) return false;
  await databasePool().query(
    `UPDATE model m SET missing_since = now()
       FROM unnest($1::uuid[], $2::text[]) AS gone(id, path) WHERE m.id = gone.id AND m.path = gone.path`,
    [gone.map(({ id }) => id), gone.map(({ path }) => path)],
  );
  return true;
}

/** Files of people who are no longer there; their rows go along to whom the files are handed over. */
async function markOrphans(rows: readonly KnownFile[]): Promise<boolean> {
  const left = rows.filter((row) => !row.is_missing);
  if (left.length === 0) return false;
  await databasePool().query(
    `UPDATE model m SET missing_since = now() FROM user_account u
      WHERE m.id = ANY($1) AND u.id = m.owner_id AND u.deleted_at IS NOT NULL`,
    [left.map(({ id }) => id)],
  );
  return true;
}

/** Files that have been gone for long, that nobody wrote anything on and that the usual people might use. */
async function removeForgotten(): Promise<void> {
  await databasePool().query(
    `DELETE FROM model WHERE missing_since < now() - interval '30 days' AND version = 0 AND access = 'usual'
        AND licence IS NULL AND own_trigger_words IS NULL`,
  );
}
