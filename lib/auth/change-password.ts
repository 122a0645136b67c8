import { recordAct } from '@/lib/audit/record-act';
import { inTransaction } from '@/lib/db/pool';
import { checkPassword } from './account-rules';
import { actorOf } from './actor';
import type { Caller } from './caller';
import { hashPassword } from './password-hash';
import { checkCredentials } from './sign-in';
import { clearAttempt } from './sign-in-limit';

/** Throws AppError 401 when it is not the caller's password, 429 after too many tries. */
export async function confirmPassword(caller: Caller, password: string, address: string): Promise<void> {
  const { attempt } = await checkCredentials({ name: caller.name, password }, address);
  await clearAttempt(attempt);
}

/**
 * Changes the caller's password, which takes the old one, and ends their other sessions.
 * Throws AppError 400 (new one), 401 (old one), 429.
 */
export async function changePassword(
  caller: Caller,
  { old, fresh }: { old: string; fresh: string },
  address: string,
): Promise<void> {
  checkPassword(fresh);
  await confirmPassword(caller, old, address);
  const passwordHash = await hashPassword(fresh);
  await inTransaction(async (client) => {
    await client.query('UPDATE user_account SET password_hash = $2 WHERE id = $1', [caller.id, passwordHash]);
    const { rowCount } = await client.query(
      'UPDATE auth_session SET ended_at = now() WHERE user_id = $1 AND ended_at IS NULL AND id <> $2',
      [caller.id, caller.sessionId],
    );
    await recordAct(client, {
      action: 'password.changed',
      actor: actorOf(caller, address),
      target: { kind: 'person', id: caller.id, name: caller.name },
      after: { otherSessionsEnded: rowCount ?? 0 },
    });
  });
}
