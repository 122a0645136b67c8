import type pg from 'pg';
import { type Actor, recordAct } from '@/lib/audit/record-act';
import { canonicalName, checkPassword } from '@/lib/auth/account-rules';
import type { Role } from '@/lib/auth/caller';
import { hashPassword } from '@/lib/auth/password-hash';
import { digestOf, randomSecret } from '@/lib/auth/secrets';
import { insertUser } from '@/lib/auth/users';
import { assertUserName } from '@/lib/data-dir/user-name';
import { databasePool, inTransaction } from '@/lib/db/pool';
import { AppError, noSuch } from '@/lib/errors';
import { isId, newId } from '@/lib/jobs/job-id';
import { joinTeam } from '@/lib/teams/change-members';
import { lockTeam } from '@/lib/teams/change-team';

export interface NewInvitation {
  role: Role;
  teamId: string | null;
  isLead: boolean;
  /** Whom it is for, in the admin's words. */
  note: string;
  /** Days it is good for. */
  days: number;
}

export type InvitationState = 'open' | 'used' | 'expired' | 'revoked';

/** Times are ISO 8601. */
export interface InvitationView {
  id: string;
  role: Role;
  team: string | null;
  isLead: boolean;
  note: string;
  createdBy: string;
  createdAt: string;
  expiresAt: string;
  usedBy: string | null;
  state: InvitationState;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Makes a link with which somebody makes their own account, once. Answers its path. Throws AppError 404, 409. */
export function createInvitation(actor: Actor & { id: string }, invitation: NewInvitation): Promise<string> {
  const token = randomSecret();
  const id = newId();
  const { role, teamId, isLead, days } = invitation;
  const note = invitation.note.trim();
  const expiresAt = new Date(Date.now() + days * DAY_MS);
  return inTransaction(async (client) => {
    const team = teamId === null ? null : await lockTeam(client, teamId);
    if (team?.archivedAt) throw noSuch('team');
    await client.query(
      `INSERT INTO invitation (id, token_hash, role, team_id, is_lead, note, created_by, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, digestOf(token), role, teamId, isLead && team !== null, note, actor.id, expiresAt],
    );
    await recordAct(client, {
      action: 'invitation.created',
      actor,
      target: { kind: 'invitation', id, name: note || role },
      after: {
        role,
        team: team?.name ?? null,
        lead: isLead && team !== null,
        expiresAt: expiresAt.toISOString(),
      },
    });
    return `/join/${token}`;
  });
}

const MOST_LISTED = 500;

/** The newest invitations, open ones first. */
export async function listInvitations(): Promise<InvitationView[]> {
  const { rows } = await databasePool().query<
    Omit<InvitationView, 'createdAt' | 'expiresAt'> & { createdAt: Date; expiresAt: Date }
  >(
    `SELECT i.id, i.role::text AS role, t.name AS team, i.is_lead AS "isLead", i.note,
       coalesce(c.name, '') AS "createdBy", i.created_at AS "createdAt", i.expires_at AS "expiresAt",
       u.name AS "usedBy", CASE WHEN i.used_at IS NOT NULL THEN 'used' WHEN i.revoked_at IS NOT NULL THEN 'revoked'
         WHEN i.expires_at <= now() THEN 'expired' ELSE 'open' END AS state
     FROM invitation i LEFT JOIN team t ON t.id = i.team_id LEFT JOIN user_account c ON c.id = i.created_by
       LEFT JOIN user_account u ON u.id = i.used_by
     ORDER BY (i.used_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now()) DESC, i.created_at DESC LIMIT $1`,
    [MOST_LISTED],
  );
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }));
}

/** Refuses an open invitation from now on. Throws AppError 404 when there is none such. */
export async function revokeInvitation(actor: Actor, id: string): Promise<void> {
  if (!isId(id)) throw noSuch('invitation');
  await inTransaction(async (client) => {
    const { rows } = await client.query<{ note: string; role: Role }>(
      `UPDATE invitation SET revoked_at = now() WHERE id = $1 AND used_at IS NULL AND revoked_at IS NULL
       RETURNING note, role::text AS role`,
      [id],
    );
    if (!rows[0]) throw noSuch('invitation');
    await recordAct(client, {
      action: 'invitation.revoked',
      actor,
      target: { kind: 'invitation', id, name: rows[0].note || rows[0].role },
    });
  });
}

const USABLE = 'token_hash = $1 AND used_at IS NULL AND revoked_at IS NULL AND expires_at > now()';

const refused = () =>
  new AppError({
    code: 'invitation_refused',
    status: 410,
    message: 'This invitation was used already, taken back, or is too old. Ask an admin for a new one.',
  });

/** What an invitation offers, without using it up. Throws AppError 410. */
export async function readInvitation(token: string): Promise<{ role: Role; team: string | null }> {
  const { rows } = await databasePool().query<{ role: Role; team: string | null }>(
    `SELECT role::text AS role, (SELECT name FROM team t WHERE t.id = team_id AND t.archived_at IS NULL) AS team
     FROM invitation WHERE ${USABLE}`,
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
      `UPDATE invitation SET used_at = now() WHERE ${USABLE}
       RETURNING id, role::text AS role, team_id, is_lead, note`,
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
