import { recordAct } from '@/lib/audit/record-act';
import { databasePool, inTransaction } from '@/lib/db/pool';
import { noSuch } from '@/lib/errors';
import { isId, newId } from '@/lib/jobs/job-id';
import { actorOf } from './actor';
import type { Caller } from './caller';

export type SignInMethod = 'password' | 'oidc';

/** Where a sign-in comes from. */
export interface Origin {
  address: string;
  /** What the browser calls itself. */
  userAgent: string;
}

/** A session as its owner sees it. Times are ISO 8601. */
export interface SessionView {
  id: string;
  createdAt: string;
  lastSeenAt: string;
  address: string;
  userAgent: string;
  method: SignInMethod;
  /** The one that asks. */
  current: boolean;
}

const LONGEST_USER_AGENT = 300;

/** Somebody has signed in: begins their session and writes it down. Answers the session's id. */
export function beginSession(
  userId: string,
  method: SignInMethod,
  { address, userAgent }: Origin,
): Promise<string> {
  return inTransaction(async (client) => {
    const { rows } = await client.query<{ id: string; name: string }>(
      `INSERT INTO auth_session (id, user_id, address, user_agent, method) VALUES ($1, $2, $3, $4, $5)
       RETURNING id, (SELECT name FROM user_account WHERE id = $2)`,
      [newId(), userId, address, userAgent.replaceAll('\0', '').slice(0, LONGEST_USER_AGENT), method],
    );
    const { id, name } = rows[0]!;
    await recordAct(client, {
      action: 'sign_in.succeeded',
      actor: { id: userId, name, address },
      target: { kind: 'session', id, name },
      after: { method },
    });
    return id;
  });
}

/** The person's open sessions, the last used first. */
export async function listSessions(caller: Caller): Promise<SessionView[]> {
  const { rows } = await databasePool().query<{
    id: string;
    created_at: Date;
    last_seen_at: Date;
    address: string;
    user_agent: string;
    method: SignInMethod;
  }>(
    `SELECT s.id, s.created_at, s.last_seen_at, s.address, s.user_agent, s.method
     FROM auth_session s JOIN user_account u ON u.id = s.user_id
     WHERE s.user_id = $1 AND s.ended_at IS NULL AND s.created_at >= u.sessions_from
       AND s.last_seen_at > now() - interval '30 days'
     ORDER BY s.last_seen_at DESC, s.id DESC LIMIT 100`,
    [caller.id],
  );
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    address: row.address,
    userAgent: row.user_agent,
    method: row.method,
    current: row.id === caller.sessionId,
  }));
}

/** Ends one of the caller's own sessions. Throws AppError 404. */
export async function endSession(caller: Caller, id: string, address: string): Promise<void> {
  if (!isId(id) || (await endSessions(caller, 'id = $2', id, address)) === 0) throw noSuch('session');
}

/** Ends all of the caller's sessions but the one that asks. Answers how many. */
export function endOtherSessions(caller: Caller, address: string): Promise<number> {
  return endSessions(caller, 'id <> $2', caller.sessionId, address);
}

function endSessions(caller: Caller, which: string, id: string | null, address: string): Promise<number> {
  return inTransaction(async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `UPDATE auth_session SET ended_at = now() WHERE user_id = $1 AND ended_at IS NULL AND ${which} RETURNING id`,
      [caller.id, id],
    );
    for (const row of rows) {
      await recordAct(client, {
        action: row.id === caller.sessionId ? 'sign_out' : 'session.ended',
        actor: actorOf(caller, address),
        target: { kind: 'session', id: row.id, name: caller.name },
      });
    }
    return rows.length;
  });
}
