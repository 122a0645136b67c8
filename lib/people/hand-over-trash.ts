import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { handedOverDir, relativeToDataDir, trashDir } from '@/lib/data-dir';

interface Leaving {
  id: string;
  heir_id: string;
  heir: string;
}

/**
 * What somebody threw away goes to the trash of whom their files went to, from where it can be brought back: into
 * `handed-over/<folder>`, where the rest of it lies. Files that never fully arrived are of no use and removed. Each step
 * can be repeated.
 */
export async function handOverTrash(
  client: pg.PoolClient,
  { id, heir_id: heirId, heir }: Leaving,
  folder: string,
): Promise<void> {
  const moved = handedOverDir(heir, folder);
  const [from, to] = [join(moved, '.trash'), trashDir({ kind: 'own', userName: heir })];
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from).catch(() => [])) await rename(join(from, name), join(to, name));
  for (const name of ['.trash', '.uploads']) await rm(join(moved, name), { recursive: true, force: true });
  await client.query(
    `UPDATE trash_item SET user_id = $2, original_path = $3 || original_path WHERE user_id = $1 AND tree = 'own'`,
    [id, heirId, `handed-over/${folder}/`],
  );
  await client.query(
    `UPDATE picture SET path = $3 || substr(path, length($2) + 1) WHERE user_id = $1 AND starts_with(path, $2)`,
    [heirId, `${relativeToDataDir(from)}/`, `${relativeToDataDir(to)}/`],
  );
  await client.query('DELETE FROM upload WHERE user_id = $1', [id]);
}
