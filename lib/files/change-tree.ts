import { randomUUID } from 'node:crypto';
import { cp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type pg from 'pg';
import { treeRoot } from '@/lib/data-dir';
import { inTransaction } from '@/lib/db/pool';
import { diskError } from './disk-error';
import type { OpenTree } from './open-tree';
import { type FileChange, recordChanges } from './record-changes';

export interface Change {
  client: pg.PoolClient;
  /** Gives a file or folder another place (both absolute); taken back when the change fails later. */
  rename: (from: string, to: string) => Promise<void>;
  /** Says what happened, for the audit log. */
  note: (change: FileChange) => void;
}

/**
 * Changes a tree: rows, files and the audit log together, one change of a tree at a time in the whole installation. When it fails, the
 * rows are as they were and the files are moved back.
 *
 * @throws AppError with a sentence for what the disk refused
 */
export const changeTree = <T>(open: OpenTree, work: (change: Change) => Promise<T>): Promise<T> =>
  changeTrees([open], work);

/**
 * Changes several trees in the same way. Their locks are taken in the order of their paths, by everybody, so that no two
 * changes wait for each other. What is noted happened in the first.
 *
 * @throws AppError with a sentence for what the disk refused
 */
export async function changeTrees<T>(
  opens: readonly [OpenTree, ...OpenTree[]],
  work: (change: Change) => Promise<T>,
): Promise<T> {
  const noted: FileChange[] = [];
  const moved: { from: string; to: string }[] = [];
  const moveAndNote = async (from: string, to: string) => {
    await move(from, to);
    moved.push({ from, to });
  };
  const locks = [...new Set(opens.map(({ tree }) => `files:${treeRoot(tree)}`))].sort();
  try {
    return await inTransaction(async (client) => {
      // Between two disks a move is a copy, and that takes as long as it takes.
      await client.query(`SET LOCAL idle_in_transaction_session_timeout = '6h'`);
      for (const lock of locks)
        await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [lock]);
      const result = await work({ client, rename: moveAndNote, note: (change) => void noted.push(change) });
      await recordChanges(client, opens[0], noted);
      return result;
    });
  } catch (error) {
    for (const { from, to } of moved.reverse()) await move(to, from);
    throw await diskError(error);
  }
}

async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    // Half a copy never stands under the name it will have.
    const copy = join(dirname(to), `.${randomUUID()}`);
    try {
      await cp(from, copy, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
      await rename(copy, to);
    } finally {
      await rm(copy, { recursive: true, force: true });
    }
    await rm(from, { recursive: true });
  }
}
