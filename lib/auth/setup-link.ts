import { type Actor, COMMAND_LINE, recordAct } from '@/lib/audit/record-act';
import { databasePool, inTransaction } from '@/lib/db/pool';
import { AppError } from '@/lib/errors';
import { newId } from '@/lib/jobs/job-id';
import { checkPassword } from './account-rules';
import { hashPassword } from './password-hash';
import { digestOf, randomSecret } from './secrets';

const LIFETIME_MS = 24 * 60 * 60 * 1000;

const USABLE = `l.token_hash = $1 AND l.used_at IS NULL AND l.expires_at > now()
  AND u.id = l.user_id AND u.disabled_at IS NULL AND u.deleted_at IS NULL`;

function refused(): AppError {
  return new AppError({
    code: 'setup_link_refused',
    status: 410,
    message: 'This set-up link was used already or is older than 24 hours. Ask an admin for a new one.',
  });
}

/** Makes a link with which the user sets their password: once, within 24 hours. Returns its path, `/setup/<token>`. */
export async function createSetupLink(userId: string, actor: Actor = COMMAND_LINE): Promise<string> {
  const token = randomSecret();
  const expiresAt = new Date(Date.now() + LIFETIME_MS);
  await inTransaction(async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `INSERT INTO setup_link (id, user_id, token_hash, expires_at) VALUES ($1, $2, $3, $4)
       RETURNING (SELECT name FROM user_account WHERE id = $2)`,
      [newId(), userId, digestOf(token), expiresAt],
    );
    await recordAct(client, {
      action: 'setup_link.created',
      actor,
      target: { kind: 'person', id: userId, name: rows[0]!.name },
    });
  });
  return `/setup/${token}`;
}

/** Whose link it is, without using it up. Throws AppError 410. */
export async function readSetupLink(token: string): Promise<{ userName: string }> {
  const { rows } = await databasePool().query<{ name: string }>(
    `SELECT u.name FROM setup_link l, user_account u WHERE ${USABLE}`,
    [digestOf(token)],
  );
  if (!rows[0]) throw refused();
  return { userName: rows[0].name };
}

/**
 * Sets the password of the link's user, ends their sessions, uses up all their open links and takes off a second factor
 * that may be lost with the password. Throws AppError 400 (password) or 410 (link); after a 400 the link still works.
 */
export async function useSetupLink(
  token: string,
  password: string,
  address = 'unknown',
): Promise<{ userName: string }> {
  checkPassword(password);
  await readSetupLink(token);
  const passwordHash = await hashPassword(password);
  return inTransaction(async (client) => {
    // The condition in the update, not the read before it, decides between two who click at the same time.
    const { rows } = await client.query<{ id: string; name: string }>(
      `UPDATE setup_link l SET used_at = now() FROM user_account u WHERE ${USABLE} RETURNING u.id, u.name`,
      [digestOf(token)],
    );
    const user = rows[0];
    if (!user) throw refused();
    await client.query('UPDATE setup_link SET used_at = now() WHERE user_id = $1 AND used_at IS NULL', [
      user.id,
    ]);
    await client.query(
      `UPDATE user_account SET password_hash = $2, sessions_from = $3, totp_secret = NULL, totp_confirmed_at = NULL,
         totp_last_step = NULL, recovery_codes = '{}' WHERE id = $1`,
      [user.id, passwordHash, new Date()],
    );
    await recordAct(client, {
      action: 'setup_link.used',
      actor: { id: user.id, name: user.name, address },
      target: { kind: 'person', id: user.id, name: user.name },
    });
    return { userName: user.name };
  });
}
