import { databasePool } from '@/lib/db/pool';
import type { Period } from './usage-by-day';
import { DAY, DAY_TEXT, entriesOf, type UsageTotal } from './usage-report';

/** What one person used on one day on one bill. */
export interface UsageRow extends UsageTotal {
  /** `YYYY-MM-DD`, a UTC day. */
  day: string;
  team: string | null;
  /** As it was when the jobs ended. */
  costCentre: string | null;
  /** The name they sign in with. */
  person: string;
  displayName: string | null;
}

/** A half-open period of the ledger for a spreadsheet, by day, team and person; null: of all teams and of none. */
export async function usageRows({ from, to }: Period, teamId: string | null): Promise<UsageRow[]> {
  const { rows } = await databasePool().query<UsageRow>(
    `SELECT ${DAY_TEXT} AS day, t.name AS team, s.cost_centre AS "costCentre", u.name AS person,
       u.display_name AS "displayName", s.jobs, s.pictures, s.device_ms::text AS "deviceMs"
     FROM (
       SELECT ${DAY} AS day, e.team_id, e.cost_centre, e.user_id,
         count(*)::int AS jobs, sum(e.pictures)::int AS pictures, sum(e.device_ms) AS device_ms
       FROM ${entriesOf(teamId)} GROUP BY 1, 2, 3, 4
     ) s JOIN user_account u ON u.id = s.user_id LEFT JOIN team t ON t.id = s.team_id
     ORDER BY s.day, t.name_key NULLS LAST, s.cost_centre, u.name`,
    teamId === null ? [from, to] : [from, to, teamId],
  );
  return rows;
}
