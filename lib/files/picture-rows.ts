import type pg from 'pg';
import { relativeToDataDir } from '@/lib/data-dir';
import { announcePictures } from '@/lib/jobs/picture-changes';

const BELOW = `user_id = $1 AND (path = $2 OR path LIKE $3)`;

/**
 * Pictures whose files moved, alone or with a folder, keep their rows. To the trash: they leave the history; from
 * there: they come back; the owner’s pages are told. Paths are absolute, before and after; other people’s rows are never touched.
 */
export async function followMove(
  client: pg.PoolClient,
  userId: string,
  { from, to, trashed }: { from: string; to: string; trashed?: 'into' | 'out of' },
): Promise<void> {
  const old = relativeToDataDir(from);
  const { rows } = await client.query<{ id: string }>(
    `UPDATE picture SET path = $4 || substr(path, length($2) + 1),
       deleted_at = CASE $5 WHEN 'into' THEN now() WHEN 'out of' THEN NULL ELSE deleted_at END
     WHERE ${BELOW} RETURNING id`,
    [userId, old, `${old.replace(/[\\%_]/g, '\\$&')}/%`, relativeToDataDir(to), trashed ?? null],
  );
  if (!trashed) return;
  const ids = rows.map(({ id }) => id);
  await announcePictures(client, userId, trashed === 'into' ? 'gone' : 'came', ids);
}
