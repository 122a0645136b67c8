import { prisma } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import type { Caller } from './caller';
import { digestOf, randomSecret } from './secrets';
import { findUser } from './users';

/** Marks our tokens, for people and for programs that look for leaked secrets. */
export const TOKEN_PREFIX = 'atl_';
/** `lastUsedAt` is for people; writing it at every call would cost a write for each read. */
const LAST_USED_EVERY_MS = 60_000;

export interface TokenView {
  id: string;
  name: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

/** Makes a token for programs. `secret` is shown this once; only its digest is kept. Throws AppError 404 or 409. */
export async function createToken(token: {
  userName: string;
  name: string;
}): Promise<{ id: string; secret: string }> {
  const user = await findUser(token.userName);
  if (user.disabledAt) {
    throw new AppError({
      code: 'user_disabled',
      status: 409,
      message: `The account ${user.name} is disabled, so a token for it would not work.`,
    });
  }
  const secret = TOKEN_PREFIX + randomSecret();
  const { id } = await prisma().apiToken.create({
    data: { userId: user.id, name: token.name.trim() || 'token', tokenHash: digestOf(secret) },
    select: { id: true },
  });
  return { id, secret };
}

/** The account's tokens, newest first. Throws AppError 404. */
export async function listTokens(userName: string): Promise<TokenView[]> {
  const { id } = await findUser(userName);
  return prisma().apiToken.findMany({
    where: { userId: id },
    orderBy: { createdAt: 'desc' },
    select: { id: true, name: true, createdAt: true, lastUsedAt: true, revokedAt: true },
  });
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Refuses the token from now on. Throws AppError 404 when there is none with that id. */
export async function revokeToken(id: string): Promise<void> {
  const { count } = UUID.test(id)
    ? await prisma().apiToken.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } })
    : { count: 0 };
  if (count === 1) return;
  throw new AppError({
    code: 'token_not_found',
    status: 404,
    message: `There is no token ${id}, or it is revoked already. "token list" shows which there are.`,
  });
}

/** Whose token it is; null when it is unknown, revoked or its user is disabled. */
export async function callerOfToken(secret: string): Promise<Caller | null> {
  if (!secret.startsWith(TOKEN_PREFIX)) return null;
  const token = await prisma().apiToken.findUnique({
    where: { tokenHash: digestOf(secret) },
    select: {
      id: true,
      revokedAt: true,
      lastUsedAt: true,
      user: { select: { id: true, name: true, role: true, disabledAt: true } },
    },
  });
  if (!token || token.revokedAt || token.user.disabledAt) return null;
  const now = new Date();
  if (!token.lastUsedAt || now.getTime() - token.lastUsedAt.getTime() > LAST_USED_EVERY_MS) {
    await prisma().apiToken.update({ where: { id: token.id }, data: { lastUsedAt: now } });
  }
  const { id, name, role } = token.user;
  return { id, name, role };
}
