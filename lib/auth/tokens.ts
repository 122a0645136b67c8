import { type Actor, COMMAND_LINE, recordAct } from '@/lib/audit/record-act';
import { databasePool, inTransaction } from '@/lib/db/pool';
import { prepared } from '@/lib/db/prepared';
import { AppError } from '@/lib/errors';
import { isId, newId } from '@/lib/jobs/job-id';
import type { Caller } from './caller';
import { PERSON_COLUMNS, type PersonRow } from './caller-row';
import { digestOf, randomSecret } from './secrets';
import type { TokenScope } from './token-scopes';
import { findUser } from './users';

/** Marks our tokens, for people and for programs that look for leaked secrets. */
export const TOKEN_PREFIX = 'atl_';
/** `last_used_at` is for people; writing it at every call would cost a write for each read. */
const LAST_USED_EVERY_MS = 60_000;
const MOST_PER_PERSON = 100;

export interface TokenView {
  id: string;
  name: string;
  scopes: TokenScope[];
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

export interface NewToken {
  userName: string;
  name: string;
  /** Empty: everything its owner may. */
  scopes?: readonly TokenScope[];
  /** Null: never. */
  expiresAt?: Date | null;
}

/** Makes a token for programs. `secret` is shown this once; only its digest is kept. Throws AppError 404 or 409. */
export async function createToken(
  { userName, name, scopes = [], expiresAt = null }: NewToken,
  actor: Actor = COMMAND_LINE,
): Promise<{ id: string; secret: string }> {
  const user = await findUser(userName);
  if (user.disabledAt) {
    throw new AppError({
      code: 'user_disabled',
      status: 409,
      message: `The account ${user.name} is disabled, so a token for it would not work.`,
    });
  }
  const secret = TOKEN_PREFIX + randomSecret();
  const id = newId();
  const title = name.trim() || 'token';
  await inTransaction(async (client) => {
    const { rowCount } = await client.query(
      `INSERT INTO api_token (id, user_id, name, token_hash, scopes, expires_at)
       SELECT $1, $2, $3, $4, $5, $6
       WHERE (SELECT count(*) FROM api_token WHERE user_id = $2 AND revoked_at IS NULL) < $7`,
      [id, user.id, title, digestOf(secret), scopes, expiresAt, MOST_PER_PERSON],
    );
    if (rowCount === 0) throw tooMany();
    await recordAct(client, {
      action: 'token.created',
      actor,
      target: { kind: 'token', id, name: `${title} (${user.name})` },
      after: { scopes: [...scopes], expiresAt: expiresAt?.toISOString() ?? null },
    });
  });
  return { id, secret };
}

const tooMany = () =>
  new AppError({
    code: 'too_many_tokens',
    status: 409,
    message: `${MOST_PER_PERSON} tokens are the most. Revoke one that is not used any more.`,
  });

/** The account's tokens, newest first. Throws AppError 404. */
export async function listTokens(userName: string): Promise<TokenView[]> {
  const { id } = await findUser(userName);
  const { rows } = await databasePool().query<TokenView>(
    `SELECT id, name, scopes, created_at AS "createdAt", expires_at AS "expiresAt", last_used_at AS "lastUsedAt",
       revoked_at AS "revokedAt" FROM api_token WHERE user_id = $1 ORDER BY created_at DESC, id DESC`,
    [id],
  );
  return rows;
}

/** Refuses the token from now on. `ownerId`: only when it is theirs. Throws AppError 404 when there is none such. */
export async function revokeToken(
  id: string,
  { actor = COMMAND_LINE, ownerId = null }: { actor?: Actor; ownerId?: string | null } = {},
): Promise<void> {
  if (!isId(id)) throw notFound(id);
  await inTransaction(async (client) => {
    const { rows } = await client.query<{ name: string; owner: string }>(
      `UPDATE api_token t SET revoked_at = now() FROM user_account u
       WHERE t.id = $1 AND t.revoked_at IS NULL AND u.id = t.user_id AND ($2::uuid IS NULL OR u.id = $2)
       RETURNING t.name, u.name AS owner`,
      [id, ownerId],
    );
    if (!rows[0]) throw notFound(id);
    const { name, owner } = rows[0];
    await recordAct(client, {
      action: 'token.revoked',
      actor,
      target: { kind: 'token', id, name: `${name} (${owner})` },
    });
  });
}

const notFound = (id: string) =>
  new AppError({
    code: 'token_not_found',
    status: 404,
    message: `There is no token ${id.slice(0, 36)}, or it is revoked already. The list shows which there are.`,
  });

interface TokenRow extends PersonRow {
  token: string;
  scopes: TokenScope[];
  last_used_at: Date | null;
}

/** Whose token it is; null when it is unknown, revoked or expired, or its owner is disabled. */
export async function callerOfToken(secret: string): Promise<Caller | null> {
  if (!secret.startsWith(TOKEN_PREFIX)) return null;
  const { rows } = await databasePool().query<TokenRow>(
    prepared(
      `SELECT ${PERSON_COLUMNS}, k.id AS token, k.scopes, k.last_used_at
       FROM api_token k JOIN user_account u ON u.id = k.user_id
       WHERE k.token_hash = $1 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())
         AND u.disabled_at IS NULL AND u.deleted_at IS NULL`,
      [digestOf(secret)],
    ),
  );
  const row = rows[0];
  if (!row) return null;
  if (!row.last_used_at || Date.now() - row.last_used_at.getTime() > LAST_USED_EVERY_MS) {
    await databasePool().query('UPDATE api_token SET last_used_at = now() WHERE id = $1', [row.token]);
  }
  const { id, name, role, leads, scopes } = row;
  return { id, name, role, leads, by: 'token', sessionId: null, scopes, viewedBy: null };
}
