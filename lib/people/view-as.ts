import { listActsOn } from '@/lib/audit/list-entries';
import { type Actor, recordAct } from '@/lib/audit/record-act';
import type { Caller } from '@/lib/auth/caller';
import { inTransaction } from '@/lib/db/pool';
import { AppError } from '@/lib/errors';
import { lockPerson } from './lock-person';

/** A visit of an admin, as the person visited sees it. */
export interface Visit {
  /** ISO 8601. */
  at: string;
  admin: string;
}

const LATEST = 20;

/**
 * From now on the admin's session shows the studio as this person sees it, to read only. The person is told on their
 * account page. Throws AppError 404, 409 for admins (they see as much themselves) and for oneself.
 */
export function startViewAs(admin: Caller, actor: Actor, id: string): Promise<void> {
  return inTransaction(async (client) => {
    const person = await lockPerson(client, id);
    if (person.role === 'admin') {
      throw new AppError({
        code: 'not_viewable',
        status: 409,
        message: 'The studio can’t be viewed as an admin. Choose somebody who is none.',
      });
    }
    await client.query('UPDATE auth_session SET view_as_id = $2 WHERE id = $1', [admin.sessionId, id]);
    await recordAct(client, {
      action: 'view_as.started',
      actor,
      target: { kind: 'person', id, name: person.name },
    });
  });
}

/** The session shows the studio as its admin again. `viewed` is the caller while viewing. */
export async function endViewAs(viewed: Caller, address: string): Promise<void> {
  const { viewedBy } = viewed;
  if (!viewedBy) return;
  await inTransaction(async (client) => {
    await client.query('UPDATE auth_session SET view_as_id = NULL WHERE id = $1', [viewed.sessionId]);
    await recordAct(client, {
      action: 'view_as.ended',
      actor: { ...viewedBy, address },
      target: { kind: 'person', id: viewed.id, name: viewed.name },
    });
  });
}

/** Who viewed the studio as this person, newest first. */
export async function listVisits(userId: string): Promise<Visit[]> {
  const entries = await listActsOn({ kind: 'person', id: userId }, ['view_as.started'], LATEST);
  return entries.map(({ at, actor }) => ({ at, admin: actor }));
}
