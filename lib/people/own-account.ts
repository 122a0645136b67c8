import { recordAct } from '@/lib/audit/record-act';
import { actorOf } from '@/lib/auth/actor';
import type { Caller } from '@/lib/auth/caller';
import { databasePool, inTransaction } from '@/lib/db/pool';
import { AppError } from '@/lib/errors';
import { findPerson } from './list-people';
import type { PersonView } from './person-view';
import { listVisits, type Visit } from './view-as';

export interface OwnAccount extends PersonView {
  /** Providers of the identities that open this account. */
  identities: { issuer: string; since: string }[];
  /** Admins who viewed the studio as this person. */
  visits: Visit[];
  /** How many recovery codes are left. */
  recoveryCodes: number;
}

/** Everything a person sees of their own account. */
export async function readOwnAccount(userId: string): Promise<OwnAccount> {
  const [person, visits, identities, codes] = await Promise.all([
    findPerson(userId),
    listVisits(userId),
    databasePool().query<{ issuer: string; since: Date }>(
      'SELECT issuer, created_at AS since FROM identity WHERE user_id = $1 ORDER BY created_at',
      [userId],
    ),
    databasePool().query<{ left: number }>(
      'SELECT cardinality(recovery_codes) AS left FROM user_account WHERE id = $1',
      [userId],
    ),
  ]);
  return {
    ...person,
    visits,
    identities: identities.rows.map(({ issuer, since }) => ({ issuer, since: since.toISOString() })),
    recoveryCodes: codes.rows[0]?.left ?? 0,
  };
}

/** Changes how the caller is shown, or which of their teams is billed. Throws AppError 409 for a team not theirs. */
export async function changeOwnAccount(
  caller: Caller,
  change: { displayName?: string | null; teamId?: string | null },
  address: string,
): Promise<void> {
  await inTransaction(async (client) => {
    const { rowCount } = await client.query(
      `UPDATE user_account u SET
         display_name = CASE WHEN $2 THEN nullif(trim($3), '') ELSE display_name END,
         team_id = CASE WHEN $4 THEN $5::uuid ELSE team_id END
       WHERE u.id = $1 AND (NOT $4 OR $5::uuid IS NULL OR EXISTS (
         SELECT 1 FROM team_member m JOIN team t ON t.id = m.team_id
         WHERE m.user_id = u.id AND m.team_id = $5::uuid AND t.archived_at IS NULL))`,
      [
        caller.id,
        change.displayName !== undefined,
        change.displayName ?? null,
        change.teamId !== undefined,
        change.teamId ?? null,
      ],
    );
    if (rowCount === 0) {
      throw new AppError({
        code: 'not_in_team',
        status: 409,
        message: 'You are not in this team any more. Reload the page and choose another.',
      });
    }
    await recordAct(client, {
      action: 'person.changed',
      actor: actorOf(caller, address),
      target: { kind: 'person', id: caller.id, name: caller.name },
      after: change,
    });
  });
}
