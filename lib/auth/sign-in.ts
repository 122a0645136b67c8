import { prisma } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import { canonicalName } from './account-rules';
import type { Caller } from './caller';
import { hashPassword, isOutdated, verifyPassword } from './password-hash';
import { beginAttempt, clearAttempt, sweepSignInFailures } from './sign-in-limit';

export interface Credentials {
  name: string;
  password: string;
}

/** Who signed in, and the stored hash that the password was right for. */
export interface SignedIn {
  caller: Caller;
  passwordHash: string;
}

const SWEEP_EVERY_MS = 60 * 60 * 1000;
let sweptAt = 0;

/** The account if it is there and not disabled. `name` is canonical. */
export async function openAccount(name: string) {
  // PostgreSQL stores no NUL in text and answers a question with one by an error.
  if (name.includes('\0')) return null;
  const row = await prisma().user.findUnique({
    where: { name },
    select: { id: true, name: true, role: true, disabledAt: true, passwordHash: true },
  });
  return row && !row.disabledAt ? row : null;
}

async function sweepNowAndThen(): Promise<void> {
  if (Date.now() - sweptAt < SWEEP_EVERY_MS) return;
  sweptAt = Date.now();
  await sweepSignInFailures();
}

async function renewedHash(userId: string, password: string, outdated: string): Promise<string> {
  const passwordHash = await hashPassword(password);
  // Not over a password that was changed meanwhile.
  await prisma().user.updateMany({ where: { id: userId, passwordHash: outdated }, data: { passwordHash } });
  return passwordHash;
}

/**
 * Checks a name and password. Slow on purpose. Throws AppError 401 when they are wrong (whether the account exists,
 * is disabled or has no password is not told) and 429 while account or address have to wait.
 */
export async function signIn({ name, password }: Credentials, address: string): Promise<SignedIn> {
  const canonical = canonicalName(name);
  const attempt = await beginAttempt(canonical, address);
  const account = await openAccount(canonical);
  const passwordHash = account?.passwordHash ?? null;
  const right = await verifyPassword(password.slice(0, 4096), passwordHash);
  if (!right || !account || !passwordHash) {
    await sweepNowAndThen();
    throw new AppError({
      code: 'wrong_credentials',
      status: 401,
      message: 'The name or the password is wrong. Try again, or ask an admin for a new set-up link.',
    });
  }
  await clearAttempt(attempt);
  return {
    caller: { id: account.id, name: account.name, role: account.role },
    passwordHash: isOutdated(passwordHash)
      ? await renewedHash(account.id, password, passwordHash)
      : passwordHash,
  };
}
