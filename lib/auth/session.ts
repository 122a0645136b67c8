import { decode, encode } from 'next-auth/jwt';
import { databasePool } from '@/lib/db/pool';
import { prepared } from '@/lib/db/prepared';
import type { Caller } from './caller';
import { PERSON_COLUMNS, type PersonRow } from './caller-row';
import { sessionSecret } from './session-secret';

/** Behind HTTPS the browser refuses to set the first from an insecure page, so it goes first. */
const COOKIES = ['__Secure-next-auth.session-token', 'next-auth.session-token'];
export const SESSION_SECONDS = 30 * 24 * 60 * 60;
/** `last_seen_at` is for people; writing it at every request would cost a write for each read. */
const SEEN_EVERY_MS = 60_000;

/** All that a session token says: who, which row of auth_session, and when they signed in (milliseconds). */
export interface SessionClaims {
  sub: string;
  sid: string;
  signedInAt: number;
}

/** The claims of a decoded token, or null when it is not one of ours. */
export function claimsOf(token: unknown): SessionClaims | null {
  const { sub, sid, signedInAt } = (token ?? {}) as Record<string, unknown>;
  return typeof sub === 'string' && typeof sid === 'string' && typeof signedInAt === 'number'
    ? { sub, sid, signedInAt }
    : null;
}

interface SessionRow extends PersonRow {
  sessions_from: Date;
  last_seen_at: Date;
  view_as_id: string | null;
}

/** Who has these claims now; null when the account is gone or disabled, or the session was ended since. */
export async function callerOfClaims({ sub, sid, signedInAt }: SessionClaims): Promise<Caller | null> {
  const { rows } = await databasePool().query<SessionRow>(
    prepared(
      `SELECT ${PERSON_COLUMNS}, u.sessions_from, s.last_seen_at, s.view_as_id
       FROM auth_session s JOIN user_account u ON u.id = s.user_id
       WHERE s.id = $1 AND s.user_id = $2 AND s.ended_at IS NULL AND u.disabled_at IS NULL AND u.deleted_at IS NULL`,
      [sid, sub],
    ),
  );
  const row = rows[0];
  if (!row || signedInAt < row.sessions_from.getTime()) return null;
  if (Date.now() - row.last_seen_at.getTime() > SEEN_EVERY_MS) {
    await databasePool().query('UPDATE auth_session SET last_seen_at = now() WHERE id = $1', [sid]);
  }
  const caller = callerOf(row, sid, null);
  return row.view_as_id && row.role === 'admin' ? viewedCaller(caller, row.view_as_id) : caller;
}

const callerOf = (
  { id, name, role, leads }: PersonRow,
  sessionId: string,
  viewedBy: Caller['viewedBy'],
): Caller => ({
  id,
  name,
  role,
  leads,
  by: 'session',
  sessionId,
  scopes: [],
  viewedBy,
});

/** The person an admin looks at the studio as; the admin again when that person was deleted. */
async function viewedCaller(admin: Caller, viewAsId: string): Promise<Caller> {
  const { rows } = await databasePool().query<PersonRow>(
    `SELECT ${PERSON_COLUMNS} FROM user_account u WHERE u.id = $1 AND u.deleted_at IS NULL`,
    [viewAsId],
  );
  return rows[0] ? callerOf(rows[0], admin.sessionId!, { id: admin.id, name: admin.name }) : admin;
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

/** The cookie of a session that was begun just now, as `name=value`. */
export async function cookieOfSession(userId: string, sessionId: string): Promise<string> {
  const token = { sub: userId, sid: sessionId, signedInAt: Date.now() } satisfies SessionClaims;
  const value = await encode({ token, secret: await sessionSecret(), maxAge: SESSION_SECONDS });
  return `${COOKIES[1]}=${value}`;
}
