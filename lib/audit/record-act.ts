import type pg from 'pg';
import type { ActName } from './acts';
import { type Plain, storable, storableText } from './canonical-json';
import { BEGINNING, entryHash, type HashedEntry } from './entry-hash';

/** Who does something. */
export interface Actor {
  /** Null: nobody signed in, or the command line. */
  id: string | null;
  name: string;
  /** Where from: an IP address, or `local`. */
  address: string;
}

export interface Target {
  kind:
    | 'person'
    | 'team'
    | 'token'
    | 'session'
    | 'invitation'
    | 'setting'
    | 'file'
    | 'model'
    | 'worker'
    | 'job'
    | 'share'
    | 'installation';
  id: string;
  name: string;
}

export interface Act {
  action: ActName;
  actor: Actor;
  target: Target;
  /** What it was and what it is now; only what changed, never a secret. */
  before?: Plain;
  after?: Plain;
}

const LONGEST_TEXT = 500;
const text = (value: string) => storableText(value.slice(0, LONGEST_TEXT));

/** Somebody at the machine itself. */
export const COMMAND_LINE: Actor = { id: null, name: 'command line', address: 'local' };

/** What Atelier does on its own, when its time has come. */
export const SYSTEM: Actor = { id: null, name: 'Atelier', address: 'local' };

/**
 * Writes an act down, in the transaction that does it and as its last statement: the lock that orders the entries is
 * held until that transaction ends.
 */
export async function recordAct(
  client: pg.PoolClient,
  { action, actor, target, before, after }: Act,
): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('audit', 0))`);
  // A statement of its own: its snapshot must be taken after the lock was given.
  const { rows } = await client.query<{ id: string; hash: string; at: Date }>(
    `SELECT coalesce(max(id), 0)::text AS id, (SELECT hash FROM audit_entry ORDER BY id DESC LIMIT 1) AS hash,
       date_trunc('milliseconds', clock_timestamp()) AS at FROM audit_entry`,
  );
  const last = rows[0]!;
  const entry: HashedEntry = {
    id: Number(last.id) + 1,
    at: last.at,
    actorId: actor.id,
    actorName: text(actor.name),
    action,
    targetKind: target.kind,
    targetId: text(target.id),
    targetName: text(target.name),
    before: storable(before ?? null),
    after: storable(after ?? null),
    address: text(actor.address),
    previousHash: last.hash ?? BEGINNING,
  };
  await client.query(
    `INSERT INTO audit_entry (id, at, actor_id, actor_name, action, target_kind, target_id, target_name, before, after,
       address, previous_hash, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      entry.id,
      entry.at,
      entry.actorId,
      entry.actorName,
      entry.action,
      entry.targetKind,
      entry.targetId,
      entry.targetName,
      entry.before === null ? null : JSON.stringify(entry.before),
      entry.after === null ? null : JSON.stringify(entry.after),
      entry.address,
      entry.previousHash,
      entryHash(entry),
    ],
  );
}
