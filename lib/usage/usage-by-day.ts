import { databasePool } from '@/lib/db/pool';

export interface UsageDay {
  /** `YYYY-MM-DD`, a UTC day. */
  day: string;
  jobs: number;
  pictures: number;
  /** For showing; bills are made from the ledger's exact numbers. */
  deviceMs: number;
}

/** Half-open: `from` counts, `to` does not. */
export interface Period {
  from: Date;
  to: Date;
}

/** What one user used on each UTC day that lies in the period, oldest first; days without use are zeros. */
export async function usageByDay(userId: string, { from, to }: Period): Promise<UsageDay[]> {
  const { rows } = await databasePool().query<UsageDay>(
    `SELECT to_char(d.day, 'YYYY-MM-DD') AS day, count(e.user_id)::int AS jobs, coalesce(sum(e.pictures), 0)::int AS pictures,
       coalesce(sum(e.device_ms), 0)::float8 AS "deviceMs"
     FROM generate_series(date_trunc('day', $2::timestamptz AT TIME ZONE 'UTC'),
       ($3::timestamptz AT TIME ZONE 'UTC') - interval '1 microsecond', interval '1 day') AS d(day)
     LEFT JOIN ledger_entry e ON e.user_id = $1
       AND e.created_at >= greatest(d.day AT TIME ZONE 'UTC', $2)
       AND e.created_at < least((d.day + interval '1 day') AT TIME ZONE 'UTC', $3)
     GROUP BY d.day ORDER BY d.day`,
    [userId, from, to],
  );
  return rows;
}

/** What one user used ever. */
export async function usageEver(userId: string): Promise<Omit<UsageDay, 'day'>> {
  const { rows } = await databasePool().query<Omit<UsageDay, 'day'>>(
    `SELECT count(*)::int AS jobs, coalesce(sum(pictures), 0)::int AS pictures,
       coalesce(sum(device_ms), 0)::float8 AS "deviceMs"
     FROM ledger_entry WHERE user_id = $1`,
    [userId],
  );
  return rows[0]!;
}
