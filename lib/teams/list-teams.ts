import type { Caller } from '@/lib/auth/caller';
import { databasePool } from '@/lib/db/pool';
import { noSuch } from '@/lib/errors';
import { isId } from '@/lib/jobs/job-id';
import { teamNameKey } from './team-name';
import type { TeamMemberView, TeamView } from './team-view';

const MOST = 1_000;

const VIEW = `t.id, t.name, t.cost_centre AS "costCentre",
  to_char(t.archived_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "archivedAt", t.version,
  (SELECT count(*)::int FROM team_member m WHERE m.team_id = t.id) AS members,
  ARRAY(SELECT u.name FROM team_member m JOIN user_account u ON u.id = m.user_id
    WHERE m.team_id = t.id AND m.is_lead ORDER BY u.name LIMIT 20) AS leads`;

/** Which teams the caller may look at: null all of them, otherwise those they lead. */
const visibleTo = ({ role, leads }: Caller) => (role === 'member' ? leads : null);

/** Teams by name that the caller may look at; `search` is a part of the name or cost centre. */
export async function listTeams(
  caller: Caller,
  { search, archived = false }: { search?: string; archived?: boolean },
): Promise<TeamView[]> {
  const { rows } = await databasePool().query<TeamView>(
    `SELECT ${VIEW} FROM team t
     WHERE ($1::uuid[] IS NULL OR t.id = ANY($1)) AND (t.archived_at IS NOT NULL) = $2
       AND ($3::text IS NULL OR strpos(t.name_key, $3) > 0 OR strpos(lower(t.cost_centre), $3) > 0)
     ORDER BY t.name_key LIMIT $4`,
    [visibleTo(caller), archived, teamNameKey(search?.trim() ?? '') || null, MOST],
  );
  return rows;
}

/** A team with its members by name. Throws AppError 404, also for a team the caller may not look at. */
export async function findTeam(
  caller: Caller,
  id: string,
): Promise<{ team: TeamView; members: TeamMemberView[] }> {
  if (!isId(id)) throw noSuch('team');
  const { rows } = await databasePool().query<TeamView>(
    `SELECT ${VIEW} FROM team t WHERE t.id = $1 AND ($2::uuid[] IS NULL OR t.id = ANY($2))`,
    [id, visibleTo(caller)],
  );
  if (!rows[0]) throw noSuch('team');
  const members = await databasePool().query<TeamMemberView>(
    `SELECT u.id, u.name, u.display_name AS "displayName", m.is_lead AS "isLead",
       u.disabled_at IS NOT NULL AS disabled, u.team_id IS NOT DISTINCT FROM m.team_id AS billed
     FROM team_member m JOIN user_account u ON u.id = m.user_id WHERE m.team_id = $1 ORDER BY u.name`,
    [id],
  );
  return { team: rows[0], members: members.rows };
}
