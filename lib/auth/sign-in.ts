import { recordAct } from '@/lib/audit/record-act';
import { databasePool, inTransaction } from '@/lib/db/pool';
import { prepared } from '@/lib/db/prepared';
import { AppError } from '@/lib/errors';
import { canonicalName } from './account-rules';
import { PERSON_COLUMNS, type PersonRow } from './caller-row';
import { hashPassword, isOutdated, verifyPassword } from './password-hash';
import { type Attempt, beginAttempt, clearAttempt, sweepSignInFailures } from './sign-in-limit';

export interface Credentials {
  name: string;
  password: string;
}

/** An account that can be signed in to. */
export interface Account extends PersonRow {
  passwordHash: string | null;
  /** A second factor is asked for. */
  twoFactor: boolean;
}

/** Whose password was right, before a second factor. `attempt` counts as failed until it is cleared. */
export interface RightPassword {
  account: Account & { passwordHash: string };
  attempt: Attempt;
}

const SWEEP_EVERY_MS = 60 * 60 * 1000;
let sweptAt = 0;

/** The account if it is there and neither disabled nor deleted. `name` is canonical. */
export async function openAccount(name: string): Promise<Account | null> {
  // PostgreSQL stores no NUL in text and answers a question with one by an error.
  if (name.includes('\0')) return null;
  const { rows } = await databasePool().query<Account>(
    prepared(
      `SELECT ${PERSON_COLUMNS}, u.password_hash AS "passwordHash", u.totp_confirmed_at IS NOT NULL AS "twoFactor"
       FROM user_account u WHERE u.name = $1 AND u.disabled_at IS NULL AND u.deleted_at IS NULL`,
      [name],
    ),
  );
  return rows[0] ?? null;
}

async function sweepNowAndThen(): Promise<void> {
  if (Date.now() - sweptAt < SWEEP_EVERY_MS) return;
  sweptAt = Date.now();
  await sweepSignInFailures();
}

async function renewedHash(userId: string, password: string, outdated: string): Promise<string> {
  const passwordHash = await hashPassword(password);
  // Not over a password that was changed meanwhile.
  await databasePool().query(
    'UPDATE user_account SET password_hash = $3 WHERE id = $1 AND password_hash = $2',
    [userId, outdated, passwordHash],
  );
  return passwordHash;
}

/** Writes a failure down. A name nobody has is not kept: people type passwords into the wrong field. */
export async function recordFailure(
  name: string,
  account: PersonRow | null,
  address: string,
  why: string,
): Promise<void> {
  const shown = account ? name : 'unknown';
  await inTransaction((client) =>
    recordAct(client, {
      action: 'sign_in.failed',
      actor: { id: null, name: shown, address },
      target: { kind: 'person', id: account?.id ?? '', name: shown },
      after: { why },
    }),
  );
}

/**
 * Checks a name and password. Slow on purpose. Throws AppError 401 when they are wrong (whether the account exists,
 * is disabled or has no password is not told) and 429 while account or address have to wait.
 */
export async function checkCredentials(
  { name, password }: Credentials,
  address: string,
): Promise<RightPassword> {
  const canonical = canonicalName(name);
  const attempt = await beginAttempt(canonical, address);
  const account = await openAccount(canonical);
  const passwordHash = account?.passwordHash ?? null;
  const right = await verifyPassword(password.slice(0, 4096), passwordHash);
  if (!right || !account || !passwordHash) {
    await recordFailure(canonical, account, address, 'wrong password');
    await sweepNowAndThen();
    throw new AppError({
      code: 'wrong_credentials',
      status: 401,
      message: 'The name or the password is wrong. Try again, or ask an admin for a new set-up link.',
    });
  }
  const renewed = isOutdated(passwordHash)
    ? await renewedHash(account.id, password, passwordHash)
    : passwordHash;
  return { account: { ...account, passwordHash: renewed }, attempt };
}

/**
 * Signs in with name and password alone, as programs do. Throws like checkCredentials, and AppError 401 for an account
 * with two factors: a program has no second one.
 */
export async function signInProgram(
  credentials: Credentials,
  address: string,
): Promise<RightPassword['account']> {
  const { account, attempt } = await checkCredentials(credentials, address);
  await clearAttempt(attempt);
  if (!account.twoFactor) return account;
  throw new AppError({
    code: 'second_factor_needed',
    status: 401,
    message: 'This account has two-factor sign-in, so its password alone opens nothing. Use a token instead.',
  });
}
