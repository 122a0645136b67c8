import { rm } from 'node:fs/promises';
import { insideUploads } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import type { OpenTree } from '../open-tree';

/** Forgets an upload that is under way and what has arrived of it. One that has finished keeps its file. */
export async function removeUpload({ tree, userId }: OpenTree, id: string): Promise<void> {
  await databasePool().query('DELETE FROM upload WHERE id = $1 AND user_id = $2 AND tree = $3::file_tree', [
    id,
    userId,
    tree.kind,
  ]);
  await rm(insideUploads(tree, id), { force: true });
}
