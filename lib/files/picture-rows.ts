import type pg from 'pg';
import { relativeToDataDir } from '@/lib/data-dir';

const BELOW = `user_id = $1 AND (path = $2 OR path LIKE $3)`;

/**
 * Pictures whose files moved, alone or with a folder, keep their rows. To the trash: they leave the history; from
 * there: they come back. Paths are absolute, before and after; other people’s rows are never touched.
 */
export async function followMove(
  client: pg.PoolClient,
  userId: string,
  { from, to, trashed }: { from: string; to: string; trashed?: 'into' | 'out of' },
): Promise<void> {
  const old = relativeToDataDir(from);
  await client.query(
    `UPDATE picture SET path = $4 || substr(path, length($2) + 1),
       deleted_at = CASE $5 WHEN 'into' THEN now() WHEN 'out of' THEN NULL ELSE deleted_at END
     WHERE ${BELOW}`,
    [userId, old, `${old.replace(/[\\%_]/g, '\\$&')}/%`, relativeToDataDir(to), trashed ?? null],
  );
}
