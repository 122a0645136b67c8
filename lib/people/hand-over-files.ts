import { mkdir, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type pg from 'pg';
import { recordAct, SYSTEM } from '@/lib/audit/record-act';
import { handedOverDir, relativeToDataDir, userDir, usersDir } from '@/lib/data-dir';
import { databasePool, inTransaction } from '@/lib/db/pool';
import { followModels } from '@/lib/files/model-rows';
import { recountStorage } from '@/lib/files/storage';
import { handOverTrash } from './hand-over-trash';

interface Leaving {
  id: string;
  name: string;
  heir_id: string;
  heir: string;
}

/**
 * Gives the files of deleted people to the admins who deleted them, as `handed-over/<name>-<id>` in their folder, and
 * sets their names free. People whose jobs still run wait: a worker may be writing their last picture. Called after each
 * deletion and every now and then; each step can be repeated, so a crash between two loses nothing.
 */
export async function handOverFiles(): Promise<void> {
  const { rows } = await databasePool().query<{ id: string }>(
    'SELECT id FROM user_account WHERE deleted_at IS NOT NULL AND files_moved_at IS NULL',
  );
  for (const { id } of rows) {
    const heir = await inTransaction((client) => handOver(client, id));
    // What they were given counts for them from now on.
    if (heir) await recountStorage(heir);
  }
}

/** Answers who has the files now. */
async function handOver(client: pg.PoolClient, id: string): Promise<{ id: string; name: string } | null> {
  const leaving = await lockLeaving(client, id);
  if (!leaving) return null;
  const { name, heir_id: heirId, heir } = leaving;
  const from = userDir(name);
  const folder = `${name}-${id.slice(-8)}`;
  const to = handedOverDir(heir, folder);
  // On a disk that is not mounted everything would look moved already.
  await stat(usersDir());
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to).catch((error: NodeJS.ErrnoException) => {
    // They never had a folder, or an attempt before this one has moved it.
    if (error.code !== 'ENOENT') throw error;
  });
  await followModels(client, treeOf({ id, name }), { from, to }, treeOf({ id: heirId, name: heir }));
  const { rowCount } = await client.query(
    `UPDATE picture SET user_id = $2,
       path = CASE WHEN starts_with(path, $3) THEN $4 || substr(path, length($3) + 1) ELSE path END
     WHERE user_id = $1`,
    [id, heirId, `${relativeToDataDir(from)}/`, `${relativeToDataDir(to)}/`],
  );
  await handOverTrash(client, leaving, folder);
  // No user name has a ~, so the new one is nobody's and the old one is free.
  await client.query(
    `UPDATE user_account SET files_moved_at = now(), name = name || '~' || $2 WHERE id = $1`,
    [id, id.slice(-8)],
  );
  await recordAct(client, {
    action: 'person.files_moved',
    actor: SYSTEM,
    target: { kind: 'person', id, name },
    after: { to: heir, folder: relativeToDataDir(to), pictures: rowCount ?? 0 },
  });
  return { id: heirId, name: heir };
}

const treeOf = ({ id, name }: { id: string; name: string }) => ({
  userId: id,
  tree: { kind: 'own', userName: name } as const,
});

/** Null when somebody else has it in hand, it is done, or jobs of theirs still run. */
async function lockLeaving(client: pg.PoolClient, id: string): Promise<Leaving | null> {
  const { rows } = await client.query<Leaving>(
    `WITH RECURSIVE chain AS (
       -- The admin may have been deleted meanwhile: then it is the one who deleted them.
       SELECT h.id, h.name, h.deleted_at, h.files_to FROM user_account u JOIN user_account h ON h.id = u.files_to
       WHERE u.id = $1
       UNION SELECT n.id, n.name, n.deleted_at, n.files_to FROM chain c JOIN user_account n ON n.id = c.files_to
       WHERE c.deleted_at IS NOT NULL)
     SELECT u.id, u.name, c.id AS heir_id, c.name AS heir
     FROM user_account u, chain c
     WHERE u.id = $1 AND c.deleted_at IS NULL AND u.files_moved_at IS NULL AND NOT EXISTS (
       SELECT 1 FROM job j WHERE j.user_id = u.id AND j.state IN ('queued', 'running'))
     FOR UPDATE OF u SKIP LOCKED`,
    [id],
  );
  return rows[0] ?? null;
}
