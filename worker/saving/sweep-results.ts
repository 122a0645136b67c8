import { readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { transientDir } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';

/** How long pictures that nobody asked to keep can still be fetched. */
const KEPT_FOR_MS = 3_600_000;

/** Forgets pictures that nobody asked to keep an hour after they were made: first their rows, then their files. */
export async function sweepResults(now: number = Date.now()): Promise<void> {
  const before = now - KEPT_FOR_MS;
  await databasePool().query(
    'UPDATE picture SET deleted_at = now() WHERE NOT saved AND deleted_at IS NULL AND created_at < $1',
    [new Date(before)],
  );
  const root = dirname(transientDir('any'));
  const folders = await readdir(root).catch((error) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const folder of folders) {
    const directory = join(root, folder);
    const { mtimeMs } = await stat(directory);
    if (mtimeMs < before) await rm(directory, { recursive: true, force: true });
  }
}
