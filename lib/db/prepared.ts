import { createHash } from 'node:crypto';
import type pg from 'pg';

/** By text. */
const names = new Map<string, string>();
/** Texts of queries are few: they are written in the program. */
const MOST_NAMES = 500;

function nameOf(text: string): string {
  const known = names.get(text);
  if (known) return known;
  const name = `q-${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
  if (names.size < MOST_NAMES) names.set(text, name);
  return name;
}

/**
 * A query that each connection parses and plans once: for those with many conditions that every request asks. Not for
 * texts that hold values, nor where the best plan depends on them.
 */
export const prepared = (text: string, values: unknown[]): pg.QueryConfig => ({
  name: nameOf(text),
  text,
  values,
});
