import type { Actor } from '@/lib/audit/record-act';
import { prepareTree, type Tree } from '@/lib/data-dir';
import { onDisk } from './disk-error';

/** A tree, and who is at work in it. */
export interface OpenTree {
  tree: Tree;
  /** The person who acts; in a tree of one’s own its owner. */
  userId: string;
  /** Who stands in the audit log for what changes in the shared tree. */
  actor: Actor;
}

/**
 * Opens a person’s own tree or the shared one, with all its folders, for somebody at this network address. Whether they
 * may is asked before.
 *
 * @throws AppError 507 when the data directory is missing
 */
export async function openTree(
  kind: Tree['kind'],
  { id, name }: { id: string; name: string },
  address = 'local',
): Promise<OpenTree> {
  const tree: Tree = kind === 'own' ? { kind, userName: name } : { kind };
  await onDisk(() => prepareTree(tree).catch(ignoreReadOnly));
  return { tree, userId: id, actor: { id, name, address } };
}

/** What is there can be looked at and downloaded all the same. */
function ignoreReadOnly(error: NodeJS.ErrnoException): void {
  if (!['EROFS', 'EACCES', 'EPERM', 'ENOSPC', 'EDQUOT'].includes(error.code ?? '')) throw error;
}
