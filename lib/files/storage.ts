import type pg from 'pg';
import { type Tree, treeRoot, uploadsDir } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { prepared } from '@/lib/db/prepared';
import { AppError } from '@/lib/errors';
import type { SettingKey } from '@/lib/settings/setting-table';
import { bytesIn } from './count-bytes';
import { onDisk } from './disk-error';
import type { Storage } from './file-entry';
import { formatBytes } from './format-bytes';

/** The key in `setting` of what a person may store who has no limit of their own; bytes, or null for no limit. */
const DEFAULT_QUOTA: SettingKey = 'defaultQuotaBytes';

type Queryable = Pick<pg.Pool, 'query'>;

interface StorageRow {
  used: string | null;
  reserved: string;
  trashed: string;
  quota: string | null;
}

/**
 * What a person stores. `used` is everything in their folder, pictures and trash included, as last counted and changed
 * since by what Atelier wrote (docs/decisions/020-storage-is-counted.md). Counts when it never was.
 */
export async function storageOf(user: { id: string; name: string }): Promise<Storage> {
  const storage = await readStorage(databasePool(), user.id);
  if (storage.used !== null) return { ...storage, used: storage.used };
  return { ...storage, used: await recountStorage(user) };
}

/** Counts a person’s folder anew; answers its bytes. */
export async function recountStorage({ id, name }: { id: string; name: string }): Promise<number> {
  const tree: Tree = { kind: 'own', userName: name };
  const counted = await onDisk(() => bytesIn(treeRoot(tree), { except: [uploadsDir(tree)] }));
  await databasePool().query(
    `INSERT INTO storage_use (user_id, bytes, counted_at) VALUES ($1, $2, now())
     ON CONFLICT (user_id) DO UPDATE SET bytes = excluded.bytes, counted_at = excluded.counted_at`,
    [id, counted],
  );
  return counted;
}

/**
 * Before a job is let in: that its pictures will not pass what the person may store. Who has a limit and was never
 * counted is counted here.
 *
 * @throws AppError `storage_full` (507)
 */
export async function requireRoomForPictures(userId: string): Promise<void> {
  const { used, reserved, quota } = await readStorage(databasePool(), userId);
  if (quota === null) return;
  const stored = used ?? (await recountStorage(await nameOf(userId)));
  if (stored + reserved < quota) return;
  throw new AppError({
    code: 'storage_full',
    status: 507,
    message: `Your storage is full (${formatBytes(quota)}), so new pictures could not be kept. Empty your trash, delete what you no longer need, or ask an admin for more.`,
  });
}

/**
 * SQL: whether a person's pictures have room for sure, as requireRoomForPictures means it. False where they have none, and
 * where they have a limit and were never counted: what then, requireRoomForPictures tells.
 * @param user SQL of the person's id
 */
export const hasRoomForPictures = (user: string): string =>
  `(SELECT s.quota IS NULL OR coalesce(s.used + s.reserved < s.quota, false) FROM (${storageSql(user)}) s)`;

async function nameOf(userId: string): Promise<{ id: string; name: string }> {
  const { rows } = await databasePool().query('SELECT id, name FROM user_account WHERE id = $1', [userId]);
  return rows[0]!;
}

/**
 * Within a change of the person’s tree: that `bytes` more fit into what they may store.
 *
 * @throws AppError `quota_reached` (507)
 */
export async function requireRoom(client: pg.PoolClient, userId: string, bytes: number): Promise<void> {
  const { used, reserved, quota } = await readStorage(client, userId);
  if (quota === null || (used ?? 0) + reserved + bytes <= quota) return;
  throw quotaReached(quota);
}

export const quotaReached = (quota: number) =>
  new AppError({
    code: 'quota_reached',
    status: 507,
    message: `This is more than you may store (${formatBytes(quota)}). Empty your trash, delete what you no longer need, or ask an admin for more.`,
  });

const storageSql = (user: string) =>
  `SELECT (SELECT bytes FROM storage_use WHERE user_id = ${user}) AS used,
     (SELECT coalesce(sum(size), 0) FROM upload
      WHERE user_id = ${user} AND tree = 'own' AND finished_at IS NULL) AS reserved,
     (SELECT coalesce(sum(bytes), 0) FROM trash_item WHERE user_id = ${user} AND tree = 'own') AS trashed,
     coalesce((SELECT quota_bytes FROM user_account WHERE id = ${user}),
       (SELECT CASE jsonb_typeof(value) WHEN 'number' THEN (value #>> '{}')::numeric::bigint END
        FROM setting WHERE key = '${DEFAULT_QUOTA}')) AS quota`;

async function readStorage(
  client: Queryable,
  userId: string,
): Promise<Omit<Storage, 'used'> & { used: number | null }> {
  const { rows } = await client.query<StorageRow>(prepared(storageSql('$1'), [userId]));
  const { used, reserved, trashed, quota } = rows[0]!;
  return {
    used: used === null ? null : Number(used),
    reserved: Number(reserved),
    trashed: Number(trashed),
    quota: quota === null ? null : Number(quota),
  };
}
