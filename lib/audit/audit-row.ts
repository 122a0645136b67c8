import type { Plain } from './canonical-json';
import type { HashedEntry } from './entry-hash';

export const COLUMNS = `audit_entry.id::text AS number, at, actor_id, actor_name, action, target_kind, target_id, target_name, before, after,
  address, previous_hash, hash`;

export interface AuditRow {
  number: string;
  at: Date;
  actor_id: string | null;
  actor_name: string;
  action: string;
  target_kind: string;
  target_id: string;
  target_name: string;
  before: Plain;
  after: Plain;
  address: string;
  previous_hash: string;
  hash: string;
}

export function entryOfRow(row: AuditRow): HashedEntry {
  return {
    id: Number(row.number),
    at: row.at,
    actorId: row.actor_id,
    actorName: row.actor_name,
    action: row.action,
    targetKind: row.target_kind,
    targetId: row.target_id,
    targetName: row.target_name,
    before: row.before,
    after: row.after,
    address: row.address,
    previousHash: row.previous_hash,
  };
}
