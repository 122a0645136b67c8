import type pg from 'pg';
import type { Role } from '@/lib/auth/caller';
import { noSuch } from '@/lib/errors';
import { isId } from '@/lib/jobs/job-id';

export interface LockedPerson {
  id: string;
  name: string;
  role: Role;
  displayName: string | null;
  email: string | null;
  teamId: string | null;
  quotaBytes: string | null;
  disabledAt: Date | null;
  version: number;
}

/** The person's row, locked until the transaction ends. Throws AppError 404. */
export async function lockPerson(client: pg.PoolClient, id: string): Promise<LockedPerson> {
  const { rows } = isId(id)
    ? await client.query<LockedPerson>(
        `SELECT id, name, role::text AS role, display_name AS "displayName", email, team_id AS "teamId",
           quota_bytes::text AS "quotaBytes", disabled_at AS "disabledAt", version
         FROM user_account WHERE id = $1 AND deleted_at IS NULL FOR UPDATE`,
        [id],
      )
    : { rows: [] };
  if (!rows[0]) throw noSuch('person');
  return rows[0];
}
