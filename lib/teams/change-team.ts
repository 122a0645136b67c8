import type pg from 'pg';
import { type Actor, recordAct } from '@/lib/audit/record-act';
import { inTransaction } from '@/lib/db/pool';
import { AppError, changedMeanwhile, noSuch } from '@/lib/errors';
import { isId, newId } from '@/lib/jobs/job-id';
import { teamName, teamNameKey } from './team-name';

export interface LockedTeam {
  id: string;
  name: string;
  costCentre: string | null;
  archivedAt: Date | null;
  version: number;
}

/** The team's row, locked until the transaction ends. Throws AppError 404. */
export async function lockTeam(client: pg.PoolClient, id: string): Promise<LockedTeam> {
  const { rows } = isId(id)
    ? await client.query<LockedTeam>(
        `SELECT id, name, cost_centre AS "costCentre", archived_at AS "archivedAt", version
         FROM team WHERE id = $1 FOR UPDATE`,
        [id],
      )
    : { rows: [] };
  if (!rows[0]) throw noSuch('team');
  return rows[0];
}

const UNIQUE_VIOLATION = '23505';

/** Runs a statement that gives a team its name. Throws AppError 409 when another has it. */
async function naming<T>(name: string, statement: () => Promise<T>): Promise<T> {
  try {
    return await statement();
  } catch (cause) {
    if ((cause as { code?: string }).code !== UNIQUE_VIOLATION) throw cause;
    throw new AppError({
      code: 'team_exists',
      status: 409,
      message: `There is already a team named ${name}, perhaps archived or written differently. Choose another name.`,
      cause,
    });
  }
}

const costCentreOf = (given: string | null | undefined) => given?.trim() || null;

/** Makes a team; answers its id. Throws AppError 400 for a bad name, 409 for one that is taken. */
export function createTeam(
  actor: Actor,
  given: { name: string; costCentre?: string | null },
): Promise<string> {
  const name = teamName(given.name);
  const costCentre = costCentreOf(given.costCentre);
  const id = newId();
  return inTransaction(async (client) => {
    await naming(name, () =>
      client.query('INSERT INTO team (id, name, name_key, cost_centre) VALUES ($1, $2, $3, $4)', [
        id,
        name,
        teamNameKey(name),
        costCentre,
      ]),
    );
    await recordAct(client, {
      action: 'team.created',
      actor,
      target: { kind: 'team', id, name },
      after: { name, costCentre },
    });
    return id;
  });
}

/** Renames a team or changes its cost centre, as it was at `version`. Past bills keep what they have. Throws 400, 404, 409. */
export function changeTeam(
  actor: Actor,
  id: string,
  version: number,
  change: { name?: string; costCentre?: string | null },
): Promise<void> {
  return inTransaction(async (client) => {
    const was = await lockTeam(client, id);
    if (was.version !== version) throw changedMeanwhile('team');
    const name = change.name === undefined ? was.name : teamName(change.name);
    const costCentre = change.costCentre === undefined ? was.costCentre : costCentreOf(change.costCentre);
    if (name === was.name && costCentre === was.costCentre) return;
    await naming(name, () =>
      client.query(
        'UPDATE team SET name = $2, name_key = $3, cost_centre = $4, version = version + 1 WHERE id = $1',
        [id, name, teamNameKey(name), costCentre],
      ),
    );
    await recordAct(client, {
      action: 'team.changed',
      actor,
      target: { kind: 'team', id, name: was.name },
      before: { name: was.name, costCentre: was.costCentre },
      after: { name, costCentre },
    });
  });
}

/** Archives a team: nobody is billed to it any more; its past stays. Archived already: nothing happens. Throws 404. */
export function archiveTeam(actor: Actor, id: string): Promise<void> {
  return inTransaction(async (client) => {
    const team = await lockTeam(client, id);
    if (team.archivedAt) return;
    await client.query('UPDATE team SET archived_at = now(), version = version + 1 WHERE id = $1', [id]);
    const { rowCount } = await client.query('UPDATE user_account SET team_id = NULL WHERE team_id = $1', [
      id,
    ]);
    await recordAct(client, {
      action: 'team.archived',
      actor,
      target: { kind: 'team', id, name: team.name },
      after: { noLongerBilled: rowCount ?? 0 },
    });
  });
}

/** Takes a team into use again; its members choose again whether they bill to it. Throws 404. */
export function restoreTeam(actor: Actor, id: string): Promise<void> {
  return inTransaction(async (client) => {
    const team = await lockTeam(client, id);
    if (!team.archivedAt) return;
    await client.query('UPDATE team SET archived_at = NULL, version = version + 1 WHERE id = $1', [id]);
    await recordAct(client, {
      action: 'team.restored',
      actor,
      target: { kind: 'team', id, name: team.name },
    });
  });
}
