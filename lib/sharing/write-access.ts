import type pg from 'pg';
import { AppError } from '@/lib/errors';
import { isId } from '@/lib/jobs/job-id';
import type { Access } from './access';

interface TeamRow {
  id: string;
  name: string;
  archived: boolean;
}

/** What the audit log says of it: `all`, or the teams by name. */
export interface AccessInWords {
  [key: string]: string | string[];
  access: Access['access'];
  teams: string[];
}

export async function accessOf(client: pg.PoolClient, modelId: string): Promise<AccessInWords> {
  const { rows } = await client.query<AccessInWords>(
    `SELECT access::text AS access, ARRAY(SELECT t.name FROM model_team mt JOIN team t ON t.id = mt.team_id
       WHERE mt.model_id = m.id ORDER BY t.name_key) AS teams FROM model m WHERE id = $1`,
    [modelId],
  );
  return rows[0]!;
}

/**
 * Says who may use a shared model, within a change of it. Archived teams that had it before keep their rule, which lets
 * nobody in while they are archived.
 *
 * @throws AppError `team_archived` (409), `team_not_found` (404), `no_team` (422)
 */
export async function writeAccess(client: pg.PoolClient, modelId: string, given: Access): Promise<void> {
  const teams = await lockTeams(client, given);
  const wanted = teams.map(({ id }) => id);
  const { rows } = await client.query<{ team_id: string }>(
    'SELECT team_id FROM model_team WHERE model_id = $1',
    [modelId],
  );
  const before = new Set(rows.map(({ team_id }) => team_id));
  const archived = teams.find((team) => team.archived && !before.has(team.id));
  if (archived) throw teamArchived(archived.name);
  await client.query('DELETE FROM model_team WHERE model_id = $1 AND team_id <> ALL($2)', [modelId, wanted]);
  await client.query(
    'INSERT INTO model_team (model_id, team_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING',
    [modelId, wanted],
  );
  await client.query('UPDATE model SET access = $2 WHERE id = $1', [modelId, given.access]);
}

/** The teams that are named, which stay as they are until the transaction ends. */
export async function lockTeams(client: pg.PoolClient, { access, teams }: Access): Promise<TeamRow[]> {
  if (access !== 'teams') return [];
  const ids = [...new Set(teams)];
  if (ids.length === 0) throw noTeam();
  const { rows } = await client.query<TeamRow>(
    `SELECT id, name, archived_at IS NOT NULL AS archived FROM team WHERE id = ANY($1) ORDER BY id FOR SHARE`,
    [ids.filter(isId)],
  );
  if (rows.length === ids.length) return rows;
  throw new AppError({
    code: 'team_not_found',
    status: 404,
    message: 'One of these teams is gone. Reload the page to see those there are.',
  });
}

const noTeam = () =>
  new AppError({
    code: 'no_team',
    status: 422,
    message: 'Choose at least one team, or let everybody use the model.',
  });

const teamArchived = (name: string) =>
  new AppError({
    code: 'team_archived',
    status: 409,
    message: `The team ${name} is archived. Restore it first, or choose another.`,
  });
