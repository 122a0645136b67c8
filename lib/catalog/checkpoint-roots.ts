import { checkpointDir, rootsFor } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';

/** A folder that checkpoints lie in. */
export interface CheckpointRoot {
  /** Whose they are; null: shared by all. */
  ownerId: string | null;
  /** Absolute. */
  root: string;
}

/** The folder of somebody’s own checkpoints; without a name the one all share. @throws AppError `bad_user_name` */
export function checkpointRoot(owner: string | null): string {
  if (owner === null) return checkpointDir();
  return rootsFor('checkpoint', owner).find(({ scope }) => scope === 'own')!.root;
}

/**
 * Where checkpoints may lie: the shared folder, then everybody’s own, whether it is there or not.
 *
 * @param owners just the shared folder and those of these people
 */
export async function checkpointRoots(owners?: readonly string[]): Promise<CheckpointRoot[]> {
  const { rows } = await databasePool().query<{ id: string; name: string }>(
    `SELECT id, name FROM user_account
      WHERE deleted_at IS NULL AND ($1::uuid[] IS NULL OR id = ANY($1)) ORDER BY id`,
    [owners ?? null],
  );
  const own = rows.map(({ id, name }) => ({ ownerId: id, root: checkpointRoot(name) }));
  return [{ ownerId: null, root: checkpointRoot(null) }, ...own];
}
