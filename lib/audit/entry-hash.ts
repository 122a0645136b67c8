import { createHash } from 'node:crypto';
import { canonicalJson, type Plain } from './canonical-json';

/** An entry as it is stored, without its own hash. */
export interface HashedEntry {
  /** Position in the chain, from 1. */
  id: number;
  at: Date;
  actorId: string | null;
  actorName: string;
  action: string;
  targetKind: string;
  targetId: string;
  targetName: string;
  before: Plain;
  after: Plain;
  address: string;
  previousHash: string;
}

/** What the first entry has instead of the hash before it. */
export const BEGINNING = '0'.repeat(64);

/** SHA-256, in hex, over the canonical JSON of the entry with the hash before it. */
export function entryHash(entry: HashedEntry): string {
  const {
    id,
    actorId,
    actorName,
    action,
    targetKind,
    targetId,
    targetName,
    before,
    after,
    address,
    previousHash,
  } = entry;
  const text = canonicalJson({
    id,
    at: entry.at.toISOString(),
    actorId,
    actorName,
    action,
    targetKind,
    targetId,
    targetName,
    before,
    after,
    address,
    previousHash,
  });
  return createHash('sha256').update(text).digest('hex');
}
