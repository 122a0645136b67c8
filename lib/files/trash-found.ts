import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { trashDir } from '@/lib/data-dir';
import type { Change } from './change-tree';
import { bytesIn } from './count-bytes';
import type { Found } from './find-entry';
import { missModels } from './model-rows';
import type { OpenTree } from './open-tree';
import { followMove } from './picture-rows';

/** Moves something to the trash, within a change of the tree. Its pictures leave the history with it, its models the catalogue. */
export async function trashFound(
  open: OpenTree,
  { client, rename, note }: Change,
  { path, absolute, stats }: Found,
): Promise<void> {
  const { tree, userId } = open;
  const id = randomUUID();
  const to = join(trashDir(tree), id);
  const bytes = stats.isDirectory() ? await bytesIn(absolute) : stats.size;
  await client.query(
    `INSERT INTO trash_item (id, user_id, tree, original_path, trashed_path, is_folder, bytes)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [id, userId, tree.kind, path, `.trash/${id}`, stats.isDirectory(), bytes],
  );
  await missModels(client, open, absolute);
  if (tree.kind === 'own') await followMove(client, userId, { from: absolute, to, trashed: 'into' });
  await rename(absolute, to);
  note({ action: 'file.trashed', from: path, bytes });
}
