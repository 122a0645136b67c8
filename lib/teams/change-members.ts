import type pg from 'pg';
import { type Actor, recordAct } from '@/lib/audit/record-act';
import { canonicalName } from '@/lib/auth/account-rules';
import { isUserName } from '@/lib/data-dir/user-name';
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

/** Adds somebody as a member by the name they sign in with. Throws 404 when nobody has it, 409 for who is in already. */
export async function addTeamMember(actor: Actor, teamId: string, userName: string): Promise<void> {
  const name = canonicalName(userName);
  if (!isUserName(name)) throw nobodyNamed(userName);
  await inTransaction(async (client) => {
    const team = await lockTeam(client, teamId);
    const { rows } = await client.query<{ id: string; name: string; isIn: boolean }>(
      `SELECT u.id, u.name, EXISTS (SELECT FROM team_member m WHERE m.team_id = $2 AND m.user_id = u.id) AS "isIn"
       FROM user_account u WHERE u.name = $1 AND u.disabled_at IS NULL AND u.deleted_at IS NULL FOR UPDATE OF u`,
      [name, teamId],
    );
    const person = rows[0];
    if (!person) throw nobodyNamed(userName);
    if (person.isIn) throw isInAlready(person.name);
    await joinTeam(client, team, person.id, false);
    await recordAct(client, {
      action: 'team.member_set',
      actor,
      target: { kind: 'team', id: teamId, name: team.name },
      after: { person: person.name, lead: false },
    });
  });
}

const nobodyNamed = (name: string) =>
  new AppError({
    code: 'person_not_found',
    status: 404,
    message: `Nobody here signs in as “${name.trim()}”. Check the spelling, or invite them.`,
  });

const isInAlready = (name: string) =>
  new AppError({ code: 'is_member', status: 409, message: `${name} is in this team already.` });

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

/**
 * Takes a person out of a team; their next jobs are not on its bill. `leadsStay`: only members, no leads. Throws 403 for
 * a lead who stays, 404.
 */
export function removeTeamMember(
  actor: Actor,
  teamId: string,
  userId: string,
  { leadsStay = false }: { leadsStay?: boolean } = {},
): Promise<void> {
  return inTransaction(async (client) => {
    const team = await lockTeam(client, teamId);
    const name = await nameOf(client, userId);
    const { rows } = await client.query<{ isLead: boolean }>(
      'DELETE FROM team_member WHERE team_id = $1 AND user_id = $2 RETURNING is_lead AS "isLead"',
      [teamId, userId],
    );
    if (!rows[0]) throw noSuch('member');
    if (leadsStay && rows[0].isLead) throw leadStays();
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

const leadStays = () =>
  new AppError({
    code: 'not_allowed',
    status: 403,
    message: 'Only an admin decides who leads a team. Ask one to take a lead out of it.',
  });

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
