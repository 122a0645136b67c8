import { statfs } from 'node:fs/promises';
import { dataDir } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { readSettings } from '@/lib/settings/settings';
import { countMissing } from './count-missing';
import type { PersonStorage } from './person-storage';

export interface StorageFilter {
  /** Part of a name or display name. */
  search?: string;
  /** The largest first, or by name. */
  sort: 'used' | 'trashed' | 'name';
  /** How many to leave out at the front. */
  skip: number;
}

export interface StoragePage {
  people: PersonStorage[];
  /** With this filter: how many people, and how much they store together. */
  total: number;
  usedTotal: number;
  /** On the disk the data directory is on; null when it does not say. */
  diskFree: number | null;
  /** For `skip`; null on the last page. */
  next: number | null;
}

const ORDER = {
  used: 's.bytes DESC NULLS LAST, u.name',
  trashed: 'trashed DESC, u.name',
  name: 'u.name',
} as const;

const MATCHES = `u.deleted_at IS NULL
  AND ($1::text IS NULL OR strpos(u.name, $1) > 0 OR strpos(lower(u.display_name), $1) > 0)`;

const SUM_OF = {
  upload: `SELECT user_id, sum(size) AS bytes FROM upload WHERE tree = 'own' AND finished_at IS NULL GROUP BY user_id`,
  trash: `SELECT user_id, sum(bytes) AS bytes FROM trash_item WHERE tree = 'own' GROUP BY user_id`,
};

interface StorageRow {
  id: string;
  name: string;
  displayName: string | null;
  used: string | null;
  reserved: string;
  trashed: string;
  quota: string | null;
  hasOwnQuota: boolean;
  countedAt: Date | null;
}

/** People and what they store, at most `limit`. Only who never was counted is counted for it. */
export async function listStorage(
  { search, sort, skip }: StorageFilter,
  limit: number,
): Promise<StoragePage> {
  const matching = search?.trim().toLowerCase() || null;
  const { defaultQuotaBytes } = await readSettings();
  const [page, counted, diskFree] = await Promise.all([
    databasePool().query<StorageRow>(
      `SELECT u.id, u.name, u.display_name AS "displayName", s.bytes AS used, s.counted_at AS "countedAt",
         coalesce(p.bytes, 0) AS reserved, coalesce(t.bytes, 0) AS trashed,
         coalesce(u.quota_bytes, $4) AS quota, u.quota_bytes IS NOT NULL AS "hasOwnQuota"
       FROM user_account u LEFT JOIN storage_use s ON s.user_id = u.id
         LEFT JOIN (${SUM_OF.upload}) p ON p.user_id = u.id LEFT JOIN (${SUM_OF.trash}) t ON t.user_id = u.id
       WHERE ${MATCHES} ORDER BY ${ORDER[sort]} OFFSET $2 LIMIT $3`,
      [matching, skip, limit + 1, defaultQuotaBytes],
    ),
    databasePool().query<{ total: number; used: string }>(
      `SELECT count(*)::int AS total, coalesce(sum(s.bytes), 0) AS used
       FROM user_account u LEFT JOIN storage_use s ON s.user_id = u.id WHERE ${MATCHES}`,
      [matching],
    ),
    freeOnDisk(),
  ]);
  return {
    people: await countMissing(page.rows.slice(0, limit).map(toPerson)),
    total: counted.rows[0]!.total,
    usedTotal: Number(counted.rows[0]!.used),
    diskFree,
    next: page.rows.length > limit ? skip + limit : null,
  };
}

const number = (value: string | null) => (value === null ? null : Number(value));

const toPerson = (row: StorageRow): PersonStorage => ({
  ...row,
  used: number(row.used),
  reserved: Number(row.reserved),
  trashed: Number(row.trashed),
  quota: number(row.quota),
  countedAt: row.countedAt?.toISOString() ?? null,
});

async function freeOnDisk(): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(dataDir());
    return bavail * bsize;
  } catch {
    // A disk that is gone shows elsewhere; what was counted is worth showing.
    return null;
  }
}
