import { databasePool } from '@/lib/db/pool';
import { type AuditRow, COLUMNS } from './audit-row';
import type { Plain } from './canonical-json';

/** An entry as the page shows it. */
export interface AuditView {
  id: number;
  /** ISO 8601, UTC. */
  at: string;
  actor: string;
  action: string;
  targetKind: string;
  targetId: string;
  target: string;
  before: Plain;
  after: Plain;
  address: string;
  hash: string;
}

export interface AuditFilter {
  action?: string;
  /** Part of the name of who did it or whom it concerns. */
  search?: string;
  /** Half-open: `from` counts, `to` does not. */
  from?: Date;
  to?: Date;
  /** Only entries older than this one. */
  before?: number;
}

/** Newest first, at most `limit`. */
export async function listAuditEntries(filter: AuditFilter, limit: number): Promise<AuditView[]> {
  const { action, search, from, to, before } = filter;
  const { rows } = await databasePool().query<AuditRow>(
    `SELECT ${COLUMNS} FROM audit_entry
     WHERE ($1::text IS NULL OR action = $1)
       AND ($2::text IS NULL OR strpos(lower(actor_name), $2) > 0 OR strpos(lower(target_name), $2) > 0)
       AND ($3::timestamptz IS NULL OR at >= $3) AND ($4::timestamptz IS NULL OR at < $4)
       AND ($5::bigint IS NULL OR id < $5)
     ORDER BY id DESC LIMIT $6`,
    [action ?? null, search?.trim().toLowerCase() || null, from ?? null, to ?? null, before ?? null, limit],
  );
  return rows.map(viewOf);
}

/** Acts on one target, newest first; `actions` empty: all. */
export async function listActsOn(
  target: { kind: string; id: string },
  actions: readonly string[],
  limit: number,
): Promise<AuditView[]> {
  const { rows } = await databasePool().query<AuditRow>(
    `SELECT ${COLUMNS} FROM audit_entry WHERE target_kind = $1 AND target_id = $2 AND action = ANY($3)
     ORDER BY id DESC LIMIT $4`,
    [target.kind, target.id, actions, limit],
  );
  return rows.map(viewOf);
}

function viewOf(row: AuditRow): AuditView {
  return {
    id: Number(row.number),
    at: row.at.toISOString(),
    actor: row.actor_name,
    action: row.action,
    targetKind: row.target_kind,
    targetId: row.target_id,
    target: row.target_name,
    before: row.before,
    after: row.after,
    address: row.address,
    hash: row.hash,
  };
}
