import { prisma } from '@/lib/db/prisma';
import { checkPassword } from './account-rules';
import { hashPassword } from './password-hash';
import { createSetupLink } from './setup-link';

export interface FirstStart {
  /** Path of the link with which `admin` gets a password; null when there is one already. */
  setupPath: string | null;
  /** The password given is now that of `admin`. */
  passwordSet: boolean;
}

/**
 * Makes sure that somebody can administer the installation. Called at every start. Without a usable admin the account
 * `admin` is added or opened again, with the password given or with a set-up link. A password given while there is an
 * admin is not looked at, so that a later start with an old environment resets nothing. A new link ends older ones.
 * Throws AppError 400 when the password is too short.
 */
export async function ensureAdmin({ password }: { password?: string }): Promise<FirstStart> {
  const usable = await prisma().user.count({
    where: {
      role: 'admin',
      disabledAt: null,
      deletedAt: null,
      OR: [{ passwordHash: { not: null } }, { identities: { some: {} } }],
    },
  });
  if (usable > 0) return { setupPath: null, passwordSet: false };

  if (password) checkPassword(password);
  const passwordHash = password ? await hashPassword(password) : null;
  const now = new Date();
  const admin = await prisma().user.upsert({
    where: { name: 'admin' },
    create: { name: 'admin', role: 'admin', passwordHash, sessionsFrom: now },
    // An account that was disabled does not come back with its old password.
    update: {
      role: 'admin',
      disabledAt: null,
      deletedAt: null,
      filesTo: null,
      passwordHash,
      sessionsFrom: now,
    },
    select: { id: true },
  });
  await prisma().setupLink.updateMany({ where: { userId: admin.id, usedAt: null }, data: { usedAt: now } });
  return {
    setupPath: passwordHash ? null : await createSetupLink(admin.id),
    passwordSet: passwordHash !== null,
  };
}
