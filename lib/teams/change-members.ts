import type pg from 'pg';
import { type Actor, recordAct } from '@/lib/audit/record-act';
import { inTransaction } from '@/lib/db/pool';
import { AppError, noSuch } from '@/lib/errors';
import { isId } from '@/lib/jobs/job-id';
import { type LockedTeam, lockTeam } from './change-team';

/** Adds a person to a team, or says whether they lead it. Who had no team to bill gets this one. Throws 404, 409. */
export function setTeamMember(actor: Actor, teamId: string, userId: string, isLead: boolean): Promise<void> {
  return inTransaction(async (client) => {
    const team = await lockTeam(client, teamId);
    const name = await nameOf(client, userId);
    await joinTeam(client, team, userId, isLead);
    await recordAct(client, {
      action: 'team.member_set',
      actor,
      target: { kind: 'team', id: teamId, name: team.name },
      after: { person: name, lead: isLead },
    });
  });
}

/** Writes the membership, in the transaction of whoever adds it. Throws 409 for an archived team. */
export async function joinTeam(
  client: pg.PoolClient,
  team: Pick<LockedTeam, 'id' | 'archivedAt'>,
  userId: string,
  isLead: boolean,
): Promise<void> {
  if (team.archivedAt) {
    throw new AppError({
      code: 'team_archived',
      status: 409,
      message: 'This team is archived. Restore it first, or choose another.',
    });
  }
  await client.query(
    `INSERT INTO team_member (team_id, user_id, is_lead) VALUES ($1, $2, $3)
     ON CONFLICT (team_id, user_id) DO UPDATE SET is_lead = excluded.is_lead`,
    [team.id, userId, isLead],
  );
  await client.query('UPDATE user_account SET team_id = $1 WHERE id = $2 AND team_id IS NULL', [
    team.id,
    userId,
  ]);
}

/** Takes a person out of a team; their next jobs are not on its bill. Throws 404. */
export function removeTeamMember(actor: Actor, teamId: string, userId: string): Promise<void> {
  return inTransaction(async (client) => {
    const team = await lockTeam(client, teamId);
    const name = await nameOf(client, userId);
    const { rowCount } = await client.query('DELETE FROM team_member WHERE team_id = $1 AND user_id = $2', [
      teamId,
      userId,
    ]);
    if (!rowCount) throw noSuch('member');
    await client.query('UPDATE user_account SET team_id = NULL WHERE id = $1 AND team_id = $2', [
      userId,
      teamId,
    ]);
    await recordAct(client, {
      action: 'team.member_removed',
      actor,
      target: { kind: 'team', id: teamId, name: team.name },
      before: { person: name },
    });
  });
}

async function nameOf(client: pg.PoolClient, userId: string): Promise<string> {
  const { rows } = isId(userId)
    ? await client.query<{ name: string }>(
        'SELECT name FROM user_account WHERE id = $1 AND deleted_at IS NULL FOR UPDATE',
        [userId],
      )
    : { rows: [] };
  if (!rows[0]) throw noSuch('person');
  return rows[0].name;
}
