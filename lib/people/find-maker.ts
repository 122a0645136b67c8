import type { Role } from '@/lib/auth/caller';
import { mayEver } from '@/lib/auth/permissions';
import { databasePool } from '@/lib/db/pool';
import type { Owner } from '@/lib/generation/owner';

/** Somebody who can make pictures, by id or name; null when there is nobody, or when their account can't. */
export async function findMaker(idOrName: string): Promise<Owner | null> {
  const { rows } = await databasePool().query<Owner & { role: Role }>(
    `SELECT id, name, role::text AS role FROM user_account
     WHERE (id::text = $1 OR name = $1) AND deleted_at IS NULL AND disabled_at IS NULL
     ORDER BY id::text = $1 DESC LIMIT 1`,
    [idOrName],
  );
  const [found] = rows;
  if (!found || !mayEver({ role: found.role, leads: [] }, 'jobs.own')) return null;
  return { id: found.id, name: found.name };
}
