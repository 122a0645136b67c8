import type pg from 'pg';
import { type Actor, COMMAND_LINE, recordAct } from '@/lib/audit/record-act';
import type { Role } from '@/lib/auth/caller';
import { findUser } from '@/lib/auth/users';
import { inTransaction } from '@/lib/db/pool';
import { AppError, changedMeanwhile } from '@/lib/errors';
import { keepAnAdmin } from './guard-admins';
import { findPerson } from './list-people';
import { type LockedPerson, lockPerson } from './lock-person';

/** What an admin may change; what is left out stays. */
export interface PersonChange {
  role?: Role;
  displayName?: string | null;
  email?: string | null;
  /** The team billed; the person must belong to it. */
  teamId?: string | null;
  quotaBytes?: number | null;
}

/**
 * Changes a person as they were at `version`.
 * Throws AppError 404, 409 `changed_meanwhile`, `last_admin`, `email_taken`, `not_in_team`.
 */
export function changePerson(actor: Actor, id: string, version: number, change: PersonChange): Promise<void> {
  return inTransaction(async (client) => {
    // The lock on admins comes before the one on the person, here as everywhere.
    if (change.role && change.role !== 'admin') await keepAnAdmin(client, id);
    const person = await lockPerson(client, id);
    if (person.version !== version) throw changedMeanwhile('person');
    const now: LockedPerson = {
      ...person,
      role: change.role ?? person.role,
      displayName: given(change.displayName, person.displayName)?.trim() || null,
      email: given(change.email, person.email)?.trim().toLowerCase() || null,
      teamId: given(change.teamId, person.teamId) ?? null,
      quotaBytes: given(change.quotaBytes, person.quotaBytes)?.toString() ?? null,
    };
    const { before, after } = difference(person, now);
    if (Object.keys(after).length === 0) return;
    await refuseStrangeTeam(client, now, 'teamId' in after);
    await writePerson(client, now);
    await recordAct(client, {
      action: 'person.changed',
      actor,
      target: { kind: 'person', id, name: person.name },
      before,
      after,
    });
  });
}

/** Gives a role by name, for the command line. Throws AppError 404, 409. */
export async function changeUserRole(name: string, role: Role): Promise<void> {
  const { id } = await findUser(name);
  const { version } = await findPerson(id);
  await changePerson(COMMAND_LINE, id, version, { role });
}

const given = <T, U>(change: T | undefined, was: U): T | U => (change === undefined ? was : change);

const FIELDS = ['role', 'displayName', 'email', 'teamId', 'quotaBytes'] as const;

function difference(was: LockedPerson, now: LockedPerson) {
  const before: Record<string, string | null> = {};
  const after: Record<string, string | null> = {};
  for (const field of FIELDS) {
    if (was[field] === now[field]) continue;
    before[field] = was[field];
    after[field] = now[field];
  }
  return { before, after };
}

async function refuseStrangeTeam(
  client: pg.PoolClient,
  { id, teamId }: LockedPerson,
  changed: boolean,
): Promise<void> {
  if (!changed || teamId === null) return;
  const { rowCount } = await client.query(
    `SELECT 1 FROM team_member m JOIN team t ON t.id = m.team_id
     WHERE m.user_id = $1 AND m.team_id = $2 AND t.archived_at IS NULL`,
    [id, teamId],
  );
  if (rowCount) return;
  throw new AppError({
    code: 'not_in_team',
    status: 409,
    message: 'Only a team that the person belongs to can be billed. Add them to the team first.',
  });
}

const UNIQUE_VIOLATION = '23505';

async function writePerson(client: pg.PoolClient, now: LockedPerson): Promise<void> {
  try {
    await client.query(
      `UPDATE user_account SET role = $2::role, display_name = $3, email = $4, team_id = $5, quota_bytes = $6,
         version = version + 1 WHERE id = $1`,
      [now.id, now.role, now.displayName, now.email, now.teamId, now.quotaBytes],
    );
  } catch (cause) {
    if ((cause as { code?: string }).code !== UNIQUE_VIOLATION) throw cause;
    throw new AppError({
      code: 'email_taken',
      status: 409,
      message: `Somebody else has the e-mail address ${now.email}. Leave it out or use another.`,
      cause,
    });
  }
}
