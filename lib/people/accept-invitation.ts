import type pg from 'pg';
import { recordAct } from '@/lib/audit/record-act';
import { canonicalName, checkPassword } from '@/lib/auth/account-rules';
import type { Role } from '@/lib/auth/caller';
import { hashPassword } from '@/lib/auth/password-hash';
import { digestOf } from '@/lib/auth/secrets';
import { insertUser } from '@/lib/auth/users';
import { assertUserName } from '@/lib/data-dir/user-name';
import { databasePool, inTransaction } from '@/lib/db/pool';
import { AppError } from '@/lib/errors';
import { joinTeam } from '@/lib/teams/change-members';
import { lockTeam } from '@/lib/teams/change-team';
import { INVITER_MAY } from './invitations';

const USABLE = `i.token_hash = $1 AND i.used_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now() AND ${INVITER_MAY}`;

const refused = () =>
  new AppError({
    code: 'invitation_refused',
    status: 410,
    message:
      'This invitation was used already, taken back, or is too old. Ask whoever sent it for a new one.',
  });

/** What an invitation offers, without using it up. Throws AppError 410. */
export async function readInvitation(token: string): Promise<{ role: Role; team: string | null }> {
  const { rows } = await databasePool().query<{ role: Role; team: string | null }>(
    `SELECT i.role::text AS role, (SELECT name FROM team t WHERE t.id = i.team_id AND t.archived_at IS NULL) AS team
     FROM invitation i WHERE ${USABLE}`,
    [digestOf(token)],
  );
  if (!rows[0]) throw refused();
  return rows[0];
}

export interface Joining {
  name: string;
  password: string;
  displayName?: string;
}

interface UsedInvitation {
  id: string;
  role: Role;
  team_id: string | null;
  is_lead: boolean;
  note: string;
}

/**
 * Makes the account an invitation is for and uses it up; its team, if it was not archived meanwhile, is joined.
 * Throws AppError 400 (name, password), 409 (name taken), 410 (invitation); after 400 and 409 it still works.
 */
export async function acceptInvitation(
  token: string,
  joining: Joining,
  address: string,
): Promise<{ userName: string }> {
  const name = assertUserName(canonicalName(joining.name));
  checkPassword(joining.password);
  await readInvitation(token);
  const passwordHash = await hashPassword(joining.password);
  return inTransaction(async (client) => {
    // The condition in the update, not the read before it, decides between two who click at the same time.
    const { rows } = await client.query<UsedInvitation>(
      `UPDATE invitation i SET used_at = now() WHERE ${USABLE}
       RETURNING i.id, i.role::text AS role, i.team_id, i.is_lead, i.note`,
      [digestOf(token)],
    );
    const invitation = rows[0];
    if (!invitation) throw refused();
    const { id, role, note } = invitation;
    const user = await insertUser(client, {
      name,
      role,
      passwordHash,
      displayName: joining.displayName?.trim(),
    });
    await client.query('UPDATE invitation SET used_by = $2 WHERE id = $1', [id, user.id]);
    const team = await joinInvited(client, invitation, user.id);
    await recordAct(client, {
      action: 'invitation.used',
      actor: { id: user.id, name, address },
      target: { kind: 'invitation', id, name: note || role },
      after: { person: name, role, team },
    });
    return { userName: name };
  });
}

async function joinInvited(
  client: pg.PoolClient,
  { team_id: teamId, is_lead: isLead }: UsedInvitation,
  userId: string,
): Promise<string | null> {
  if (teamId === null) return null;
  const team = await lockTeam(client, teamId);
  if (team.archivedAt) return null;
  await joinTeam(client, team, userId, isLead);
  return team.name;
}
