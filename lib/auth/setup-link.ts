import { prisma } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import { checkPassword } from './account-rules';
import { hashPassword } from './password-hash';
import { digestOf, randomSecret } from './secrets';

const LIFETIME_MS = 24 * 60 * 60 * 1000;

function refused(): AppError {
  return new AppError({
    code: 'setup_link_refused',
    status: 410,
    message: 'This set-up link was used already or is older than 24 hours. Ask an admin for a new one.',
  });
}

/** Makes a link with which the user sets their password: once, within 24 hours. Returns its path, `/setup/<token>`. */
export async function createSetupLink(userId: string): Promise<string> {
  const token = randomSecret();
  const expiresAt = new Date(Date.now() + LIFETIME_MS);
  await prisma().setupLink.create({ data: { userId, tokenHash: digestOf(token), expiresAt } });
  return `/setup/${token}`;
}

/** Whose link it is, without using it up. Throws AppError 410. */
export async function readSetupLink(token: string): Promise<{ userName: string }> {
  const link = await prisma().setupLink.findUnique({
    where: { tokenHash: digestOf(token) },
    select: { usedAt: true, expiresAt: true, user: { select: { name: true, disabledAt: true } } },
  });
  if (!link || link.usedAt || link.expiresAt <= new Date() || link.user.disabledAt) throw refused();
  return { userName: link.user.name };
}

/**
 * Sets the password of the link's user, ends their sessions and uses up all their open links.
 * Throws AppError 400 (password) or 410 (link); after a 400 the link still works.
 */
export async function useSetupLink(token: string, password: string): Promise<{ userName: string }> {
  checkPassword(password);
  await readSetupLink(token);
  const passwordHash = await hashPassword(password);
  const now = new Date();
  return prisma().$transaction(async (database) => {
    // The condition in the update, not the read before it, decides between two who click at the same time.
    const [link] = await database.setupLink.updateManyAndReturn({
      where: { tokenHash: digestOf(token), usedAt: null, expiresAt: { gt: now }, user: { disabledAt: null } },
      data: { usedAt: now },
      select: { userId: true },
    });
    if (!link) throw refused();
    await database.setupLink.updateMany({
      where: { userId: link.userId, usedAt: null },
      data: { usedAt: now },
    });
    const { name } = await database.user.update({
      where: { id: link.userId },
      data: { passwordHash, sessionsFrom: now },
      select: { name: true },
    });
    return { userName: name };
  });
}
