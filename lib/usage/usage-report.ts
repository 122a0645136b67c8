import { databasePool } from '@/lib/db/pool';
import type { Period } from './usage-by-day';

export interface UsageTotal {
  jobs: number;
  pictures: number;
  /** Milliseconds exactly as the ledger adds them, a decimal text such as `1530.250`. */
  deviceMs: string;
}

export interface DayUsage extends UsageTotal {
  /** `YYYY-MM-DD`, a UTC day. */
  day: string;
}

export interface PersonUsage extends UsageTotal {
  id: string;
  name: string;
  displayName: string | null;
}

export interface TeamUsage extends UsageTotal {
  /** Null: jobs that were on no team's bill. */
  id: string | null;
  name: string | null;
}

/** What a team or everybody used. The sums of `days`, of `people` and of `teams` are each the total. */
export interface UsageReport {
  total: UsageTotal;
  /** Oldest first; days without use are left out. */
  days: DayUsage[];
  /** Most device time first, as the teams. */
  people: PersonUsage[];
  teams: TeamUsage[];
}

interface Row extends UsageTotal {
  part: 'day' | 'person' | 'team' | 'total';
  day: string | null;
  id: string | null;
  name: string | null;
  displayName: string | null;
}

/** The beginning of an entry's UTC day. Arithmetic only: looking the time zone up takes longer than all the adding. */
export const DAY = `date_bin('1 day', e.created_at, TIMESTAMPTZ '2000-01-01 00:00:00+00')`;

/** A day as `YYYY-MM-DD`. */
export const DAY_TEXT = `to_char(s.day AT TIME ZONE 'UTC', 'YYYY-MM-DD')`;

/** Entries of the period that were billed to the team; null: all there are. */
export const entriesOf = (teamId: string | null) =>
  `ledger_entry e WHERE e.created_at >= $1 AND e.created_at < $2 ${teamId === null ? '' : 'AND e.team_id = $3'}`;

/**
 * Adds up a half-open period of the ledger, in one read, so that all sums are of the same entries. What was billed to a
 * team stays with it, whoever left it since.
 */
export async function usageReport({ from, to }: Period, teamId: string | null): Promise<UsageReport> {
  const { rows } = await databasePool().query<Row>(
    `SELECT CASE s.part WHEN 3 THEN 'day' WHEN 5 THEN 'person' WHEN 6 THEN 'team' ELSE 'total' END AS part,
       ${DAY_TEXT} AS day, coalesce(s.user_id, s.team_id) AS id, coalesce(u.name, t.name) AS name,
       u.display_name AS "displayName", s.jobs, s.pictures, s.device_ms::text AS "deviceMs"
     FROM (
       SELECT GROUPING(${DAY}, e.user_id, e.team_id) AS part, ${DAY} AS day, e.user_id, e.team_id,
         count(*)::int AS jobs, coalesce(sum(e.pictures), 0)::int AS pictures,
         coalesce(sum(e.device_ms), 0.000) AS device_ms
       FROM ${entriesOf(teamId)} GROUP BY GROUPING SETS ((${DAY}), (e.user_id), (e.team_id), ())
     ) s LEFT JOIN user_account u ON u.id = s.user_id LEFT JOIN team t ON t.id = s.team_id
     ORDER BY s.day, s.device_ms DESC, name`,
    teamId === null ? [from, to] : [from, to, teamId],
  );
  const of = (wanted: Row['part']) => rows.filter(({ part }) => part === wanted);
  const sums = ({ jobs, pictures, deviceMs }: Row): UsageTotal => ({ jobs, pictures, deviceMs });
  return {
    total: sums(of('total')[0]!),
    days: of('day').map((row) => ({ day: row.day!, ...sums(row) })),
    people: of('person').map((row) => ({
      id: row.id!,
      name: row.name!,
      displayName: row.displayName,
      ...sums(row),
    })),
    teams: of('team').map((row) => ({ id: row.id, name: row.name, ...sums(row) })),
  };
}
