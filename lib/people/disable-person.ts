import { type Actor, COMMAND_LINE, recordAct } from '@/lib/audit/record-act';
import { findUser } from '@/lib/auth/users';
import { inTransaction } from '@/lib/db/pool';
import { keepAnAdmin } from './guard-admins';
import { lockPerson } from './lock-person';

/**
 * Ends all sessions of the person and refuses their password and tokens from now on. Somebody who is disabled already
 * stays so. Throws AppError 404, 409 `last_admin`.
 */
export function disablePerson(actor: Actor, id: string): Promise<void> {
  return inTransaction(async (client) => {
    await keepAnAdmin(client, id);
    const person = await lockPerson(client, id);
    if (person.disabledAt) return;
    await client.query(
      'UPDATE user_account SET disabled_at = $2, sessions_from = $2, version = version + 1 WHERE id = $1',
      [id, new Date()],
    );
    await recordAct(client, {
      action: 'person.disabled',
      actor,
      target: { kind: 'person', id, name: person.name },
    });
  });
}

/** Lets a disabled person in again; sessions that ended stay ended. Throws AppError 404. */
export function enablePerson(actor: Actor, id: string): Promise<void> {
  return inTransaction(async (client) => {
    const person = await lockPerson(client, id);
    if (!person.disabledAt) return;
    await client.query('UPDATE user_account SET disabled_at = NULL, version = version + 1 WHERE id = $1', [
      id,
    ]);
    await recordAct(client, {
      action: 'person.enabled',
      actor,
      target: { kind: 'person', id, name: person.name },
    });
  });
}

/** Disables by name, for the command line. Throws AppError 404, 409 `last_admin`. */
export async function disableUser(name: string): Promise<void> {
  const { id } = await findUser(name);
  await disablePerson(COMMAND_LINE, id);
}

/** Enables by name, for the command line. Throws AppError 404. */
export async function enableUser(name: string): Promise<void> {
  const { id } = await findUser(name);
  await enablePerson(COMMAND_LINE, id);
}
