import type pg from 'pg';
import { type Actor, COMMAND_LINE, recordAct } from '@/lib/audit/record-act';
import { assertUserName } from '@/lib/data-dir/user-name';
import { databasePool, inTransaction } from '@/lib/db/pool';
import { AppError } from '@/lib/errors';
import { newId } from '@/lib/jobs/job-id';
import { canonicalName, checkPassword } from './account-rules';
import type { Role } from './caller';
import { hashPassword } from './password-hash';

/** An account as admins see it. */
export interface UserView {
  id: string;
  name: string;
  role: Role;
  createdAt: Date;
  disabledAt: Date | null;
  hasPassword: boolean;
}

const VIEW = `id, name, role::text AS role, created_at AS "createdAt", disabled_at AS "disabledAt",
  password_hash IS NOT NULL AS "hasPassword"`;

export interface NewUser {
  name: string;
  role: Role;
  password?: string;
  displayName?: string | null;
  email?: string | null;
}

/** Adds an account. Without a password it is opened with a set-up link. Throws AppError 400 or 409. */
export async function addUser(user: NewUser, actor: Actor = COMMAND_LINE): Promise<UserView> {
  const name = assertUserName(canonicalName(user.name));
  if (user.password !== undefined) checkPassword(user.password);
  const passwordHash = user.password === undefined ? null : await hashPassword(user.password);
  return inTransaction(async (client) => {
    const view = await insertUser(client, { ...user, name, passwordHash });
    await recordAct(client, {
      action: 'person.added',
      actor,
      target: { kind: 'person', id: view.id, name },
      after: { role: user.role },
    });
    return view;
  });
}

/** Adds the row, in the transaction of whoever adds somebody. `name` is checked. Throws AppError 409. */
export async function insertUser(
  client: pg.PoolClient,
  user: Omit<NewUser, 'password'> & { passwordHash: string | null; teamId?: string | null },
): Promise<UserView> {
  const { rows } = await client.query<UserView>(
    `INSERT INTO user_account (id, name, role, password_hash, sessions_from, display_name, email, team_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING ${VIEW}`,
    [
      newId(),
      user.name,
      user.role,
      user.passwordHash,
      new Date(),
      user.displayName || null,
      user.email?.toLowerCase() || null,
      user.teamId ?? null,
    ],
  );
  if (rows[0]) return rows[0];
  const taken = await client.query('SELECT 1 FROM user_account WHERE name = $1', [user.name]);
  throw new AppError({
    code: taken.rowCount ? 'user_exists' : 'email_taken',
    status: 409,
    message: taken.rowCount
      ? `There is already a user named ${user.name}. Choose another name.`
      : `Somebody else has the e-mail address ${user.email}. Leave it out or use another.`,
  });
}

/** All accounts by name, without those that were deleted. */
export async function listUsers(): Promise<UserView[]> {
  const { rows } = await databasePool().query<UserView>(
    `SELECT ${VIEW} FROM user_account WHERE deleted_at IS NULL ORDER BY name`,
  );
  return rows;
}

/** The account of that name, in any case. Throws AppError 404. */
export async function findUser(name: string): Promise<UserView> {
  const canonical = canonicalName(name);
  const { rows } = await databasePool().query<UserView>(
    `SELECT ${VIEW} FROM user_account WHERE name = $1 AND deleted_at IS NULL`,
    [canonical.replaceAll('\0', '')],
  );
  if (rows[0]) return rows[0];
  throw new AppError({
    code: 'user_not_found',
    status: 404,
    message: `There is no user named ${canonical}. "user list" shows who there is.`,
  });
}

/** Sets the password and ends all sessions begun before. Throws AppError 400 or 404. */
export async function setPassword(
  name: string,
  password: string,
  actor: Actor = COMMAND_LINE,
): Promise<void> {
  checkPassword(password);
  const user = await findUser(name);
  const passwordHash = await hashPassword(password);
  await inTransaction(async (client) => {
    await client.query('UPDATE user_account SET password_hash = $2, sessions_from = $3 WHERE id = $1', [
      user.id,
      passwordHash,
      new Date(),
    ]);
    await recordAct(client, {
      action: 'password.changed',
      actor,
      target: { kind: 'person', id: user.id, name: user.name },
    });
  });
}
