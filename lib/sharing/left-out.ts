import type pg from 'pg';
import type { ModelFile } from '@/lib/catalog/model-file';
import { scopesOf } from '@/lib/data-dir';
import { AppError } from '@/lib/errors';
import type { Access } from './access';

/**
 * Whoever gives a model away keeps using it, unless an admin says that they know they will not.
 *
 * @throws AppError `owner_left_out` (409)
 */
export async function refuseLeavingOut(
  client: pg.PoolClient,
  { ownerId, ownerName, name, place }: ModelFile,
  { access, teams }: Access,
): Promise<void> {
  if (access === 'all' || (access === 'usual' && scopesOf(place).includes('shared'))) return;
  if (access === 'teams') {
    const { rowCount } = await client.query(
      `SELECT 1 FROM team_member m JOIN team t ON t.id = m.team_id AND t.archived_at IS NULL
        WHERE m.user_id = $1 AND m.team_id = ANY($2) LIMIT 1`,
      [ownerId, teams],
    );
    if (rowCount) return;
  }
  throw new AppError({
    code: 'owner_left_out',
    status: 409,
    message: `${ownerName} is not among those whom this lets use “${name}”, and would lose it. Copy it instead, or say that this is meant.`,
  });
}
