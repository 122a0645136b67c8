import type pg from 'pg';
import { type Actor, recordAct } from '@/lib/audit/record-act';
import { joinTeam } from './change-members';
import { teamNameKey } from './team-name';

/** The names a claim lists: an array of text, or text with commas between (a path like `/studio/film` counts by its end). */
export function teamNamesOf(claim: unknown): string[] {
  const names = typeof claim === 'string' ? claim.split(',') : Array.isArray(claim) ? claim : [];
  return names
    .filter((name): name is string => typeof name === 'string')
    .map((name) => name.split('/').at(-1)!.replaceAll('\0', '').trim())
    .filter((name) => name !== '');
}

interface Followed {
  id: string;
  name: string;
  member: boolean;
  named: boolean;
}

/**
 * Makes a person's memberships those that a provider names, in the transaction of their sign-in. The provider has the
 * say: memberships it does not name end. Teams that are not there are not made, and who leads a team stays an admin's
 * choice.
 */
export async function followTeams(
  client: pg.PoolClient,
  actor: Actor,
  person: { id: string; name: string },
  names: readonly string[],
): Promise<void> {
  const { rows } = await client.query<Followed>(
    `SELECT t.id, t.name, m.user_id IS NOT NULL AS member, t.name_key = ANY($2) AS named
     FROM team t LEFT JOIN team_member m ON m.team_id = t.id AND m.user_id = $1
     WHERE t.archived_at IS NULL AND (t.name_key = ANY($2)) <> (m.user_id IS NOT NULL) ORDER BY t.id FOR UPDATE OF t`,
    [person.id, names.map(teamNameKey)],
  );
  for (const team of rows) {
    if (team.named) await joinTeam(client, { id: team.id, archivedAt: null }, person.id, false);
    else {
      await client.query('DELETE FROM team_member WHERE team_id = $1 AND user_id = $2', [team.id, person.id]);
      await client.query('UPDATE user_account SET team_id = NULL WHERE id = $2 AND team_id = $1', [
        team.id,
        person.id,
      ]);
    }
  }
  for (const team of rows) {
    await recordAct(client, {
      action: team.named ? 'team.member_set' : 'team.member_removed',
      actor,
      target: { kind: 'team', id: team.id, name: team.name },
      [team.named ? 'after' : 'before']: { person: person.name },
    });
  }
}
