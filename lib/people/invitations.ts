import { recordAct } from '@/lib/audit/record-act';
import { actorOf } from '@/lib/auth/actor';
import type { Role } from '@/lib/auth/caller';
import { digestOf, randomSecret } from '@/lib/auth/secrets';
import { databasePool, inTransaction } from '@/lib/db/pool';
import { AppError, noSuch } from '@/lib/errors';
import { isId, newId } from '@/lib/jobs/job-id';
import { lockTeam } from '@/lib/teams/change-team';
import { type Leading, teamsInHand } from '@/lib/teams/in-hand';

export interface NewInvitation {
  role: Role;
  teamId: string | null;
  isLead: boolean;
  /** Whom it is for, in the words of whoever invites. */
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

/** An admin, or the lead of some teams. */
export type Inviter = Leading & { id: string; name: string };

/**
 * Whether who made the invitation `i` could still make it: a link of somebody who was disabled, or leads the team no
 * more, lets nobody in.
 */
export const INVITER_MAY = `EXISTS (
  SELECT FROM user_account c WHERE c.id = i.created_by AND c.disabled_at IS NULL AND c.deleted_at IS NULL
    AND (c.role = 'admin' OR (i.role = 'member' AND NOT i.is_lead AND EXISTS (
      SELECT FROM team_member m JOIN team l ON l.id = m.team_id
      WHERE m.user_id = c.id AND m.team_id = i.team_id AND m.is_lead AND l.archived_at IS NULL))))`;

/** What somebody who is no admin may invite to; the same words as INVITER_MAY. */
function checkMayInvite(inviter: Inviter, { role, teamId, isLead }: NewInvitation): void {
  const teams = teamsInHand(inviter);
  if (!teams || (role === 'member' && !isLead && teamId !== null && teams.includes(teamId))) return;
  throw new AppError({
    code: 'not_allowed',
    status: 403,
    message: 'A team lead invites members into their own team. Ask an admin for anything else.',
  });
}

/**
 * Makes a link with which somebody makes their own account, once. Answers its path. Throws AppError 403 when the inviter
 * may not invite to this, 404 for a team that is not there.
 */
export async function createInvitation(
  inviter: Inviter,
  address: string,
  invitation: NewInvitation,
): Promise<string> {
  checkMayInvite(inviter, invitation);
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
      [id, digestOf(token), role, teamId, isLead && team !== null, note, inviter.id, expiresAt],
    );
    await recordAct(client, {
      action: 'invitation.created',
      actor: actorOf(inviter, address),
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

/** Invitations `i` that are shown to, and taken back by, the lead of the teams given; null: all, to an admin. */
const inHand = (parameter: string) =>
  `(${parameter}::uuid[] IS NULL OR (i.team_id = ANY(${parameter}) AND i.role = 'member' AND NOT i.is_lead))`;

const OPEN = `i.used_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now() AND ${INVITER_MAY}`;

/** The newest invitations, open ones first; to a team lead those of members into their team, whoever made them. */
export async function listInvitations(caller: Leading): Promise<InvitationView[]> {
  const { rows } = await databasePool().query<
    Omit<InvitationView, 'createdAt' | 'expiresAt'> & { createdAt: Date; expiresAt: Date }
  >(
    `SELECT i.id, i.role::text AS role, t.name AS team, i.is_lead AS "isLead", i.note,
       coalesce(c.name, '') AS "createdBy", i.created_at AS "createdAt", i.expires_at AS "expiresAt",
       u.name AS "usedBy", CASE WHEN i.used_at IS NOT NULL THEN 'used' WHEN i.revoked_at IS NOT NULL THEN 'revoked'
         WHEN i.expires_at <= now() THEN 'expired' WHEN ${INVITER_MAY} THEN 'open' ELSE 'revoked' END AS state
     FROM invitation i LEFT JOIN team t ON t.id = i.team_id LEFT JOIN user_account c ON c.id = i.created_by
       LEFT JOIN user_account u ON u.id = i.used_by
     WHERE ${inHand('$2')} ORDER BY (${OPEN}) DESC, i.created_at DESC LIMIT $1`,
    [MOST_LISTED, teamsInHand(caller)],
  );
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }));
}

/** Refuses an open invitation from now on. Throws AppError 404 when there is none such that the caller sees. */
export async function revokeInvitation(caller: Inviter, address: string, id: string): Promise<void> {
  if (!isId(id)) throw noSuch('invitation');
  await inTransaction(async (client) => {
    const { rows } = await client.query<{ note: string; role: Role }>(
      `UPDATE invitation i SET revoked_at = now()
       WHERE i.id = $1 AND i.used_at IS NULL AND i.revoked_at IS NULL AND ${inHand('$2')}
       RETURNING i.note, i.role::text AS role`,
      [id, teamsInHand(caller)],
    );
    if (!rows[0]) throw noSuch('invitation');
    await recordAct(client, {
      action: 'invitation.revoked',
      actor: actorOf(caller, address),
      target: { kind: 'invitation', id, name: rows[0].note || rows[0].role },
    });
  });
}
