import type pg from 'pg';
import type { ActName } from '@/lib/audit/acts';
import { recordAct } from '@/lib/audit/record-act';
import type { OpenTree } from './open-tree';

/** What happened to one file or folder; paths below the root of the tree. */
export interface FileChange {
  action: Extract<ActName, `file.${string}`>;
  /** Where it was; left out for what is new. */
  from?: string;
  /** Where it is now; left out for what is gone. */
  to?: string;
  bytes?: number;
  sha256?: string;
}

/** Files an entry of the audit log names one by one; of more it tells the number. */
const MOST_NAMED = 1000;

/**
 * Writes what changed in the shared tree to the audit log, an entry for each kind of act, as the last statements of the
 * transaction that changed it. What people do with files of their own is nobody else's business.
 */
export async function recordChanges(
  client: pg.PoolClient,
  { tree, actor }: OpenTree,
  changes: readonly FileChange[],
): Promise<void> {
  if (tree.kind !== 'shared') return;
  for (const action of new Set(changes.map((change) => change.action))) {
    const files = changes.filter((change) => change.action === action).map(({ action: _, ...file }) => file);
    const first = files[0]!.from ?? files[0]!.to ?? '';
    await recordAct(client, {
      action,
      actor,
      target: {
        kind: 'file',
        id: first,
        name: files.length === 1 ? first : `${first} and ${files.length - 1} more`,
      },
      after: { files: files.slice(0, MOST_NAMED), count: files.length },
    });
  }
}
