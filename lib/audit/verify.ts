import { databasePool } from '@/lib/db/pool';
import { type AuditRow, COLUMNS, entryOfRow } from './audit-row';
import { BEGINNING, entryHash } from './entry-hash';

export interface Verification {
  /** How many entries fit, from the first. */
  entries: number;
  /** Hash of the last one that fits. */
  head: string;
  /** The first entry that does not fit, and why as a sentence; null when all do. */
  broken: { id: number; why: string } | null;
}

const AT_ONCE = 2_000;

/** Walks the whole chain. `expect` is a hash that was noted earlier and must still be in it. */
export async function verifyAuditLog(expect?: string): Promise<Verification> {
  let entries = 0;
  let head = BEGINNING;
  let expected = expect === undefined || expect === BEGINNING;
  for (;;) {
    const { rows } = await databasePool().query<AuditRow>(
      `SELECT ${COLUMNS} FROM audit_entry WHERE id > $1 ORDER BY id LIMIT $2`,
      [entries, AT_ONCE],
    );
    for (const row of rows) {
      const entry = entryOfRow(row);
      const why = faultOf(entry, entries + 1, head, row.hash);
      if (why) return { entries, head, broken: { id: entry.id, why } };
      entries += 1;
      head = row.hash;
      expected ||= head === expect;
    }
    if (rows.length < AT_ONCE) break;
  }
  if (expected) return { entries, head, broken: null };
  const why = 'No entry has the expected hash: entries were cut off the end, or all were written anew.';
  return { entries, head, broken: { id: entries + 1, why } };
}

function faultOf(
  entry: ReturnType<typeof entryOfRow>,
  id: number,
  head: string,
  hash: string,
): string | null {
  if (entry.id !== id) return `Entry ${id} is missing.`;
  if (entry.previousHash !== head) return 'It does not continue the entry before it.';
  if (entryHash(entry) !== hash) return 'Its content was changed after it was written.';
  return null;
}
