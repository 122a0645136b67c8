import { decode, encode } from 'next-auth/jwt';
import { prisma } from '@/lib/db/prisma';
import type { Caller } from './caller';
import { sessionSecret } from './session-secret';

/** Behind HTTPS the browser refuses to set the first from an insecure page, so it goes first. */
const COOKIES = ['__Secure-next-auth.session-token', 'next-auth.session-token'];
export const SESSION_SECONDS = 30 * 24 * 60 * 60;

/** All that a session token says: who, and when they signed in (milliseconds; refreshing the token keeps it). */
export interface SessionClaims {
  sub: string;
  signedInAt: number;
}

/** The claims of a decoded token, or null when it is not one of ours. */
export function claimsOf(token: unknown): SessionClaims | null {
  const { sub, signedInAt } = (token ?? {}) as Record<string, unknown>;
  return typeof sub === 'string' && typeof signedInAt === 'number' ? { sub, signedInAt } : null;
}

/** Who has these claims now; null when the account is gone or disabled, or its sessions were ended since. */
export async function callerOfClaims({ sub, signedInAt }: SessionClaims): Promise<Caller | null> {
  const user = await prisma().user.findUnique({
    where: { id: sub },
    select: { id: true, name: true, role: true, disabledAt: true, sessionsFrom: true },
  });
  if (!user || user.disabledAt || signedInAt < user.sessionsFrom.getTime()) return null;
  return { id: user.id, name: user.name, role: user.role };
}

/** Who has a session among these cookies; null when nobody. */
export async function callerOfCookies(cookie: (name: string) => string | undefined): Promise<Caller | null> {
  const token = COOKIES.map(cookie).find((value) => value);
  if (!token) return null;
  const secret = await sessionSecret();
  // A token that is old, foreign or cut short is no session; it is not an error of ours.
  const decoded = await decode({ token, secret }).catch(() => null);
  const claims = claimsOf(decoded);
  return claims && callerOfClaims(claims);
}

/** The cookie of a new session, as `name=value`. For tests and for pages that sign a user in themselves. */
export async function sessionCookie(userId: string): Promise<string> {
  const token = { sub: userId, signedInAt: Date.now() } satisfies SessionClaims;
  const value = await encode({ token, secret: await sessionSecret(), maxAge: SESSION_SECONDS });
  return `${COOKIES[1]}=${value}`;
}
