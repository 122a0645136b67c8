import { csvCell, csvFile, csvHead } from '@/lib/http/csv';
import type { Period } from '@/lib/usage';
import { type UsageRow, usageRows } from '@/lib/usage';

const COLUMNS = ['day', 'team', 'cost_centre', 'person', 'name', 'jobs', 'pictures', 'device_ms'];
/** So many days are read at once: a large installation has thousands of rows a day. */
const STEP_MS = 7 * 24 * 60 * 60 * 1000;

function csvLine({ day, team, costCentre, person, displayName, jobs, pictures, deviceMs }: UsageRow): string {
  const names = [team, costCentre, person, displayName].map((name) => csvCell(name ?? ''));
  return `${[day, ...names, jobs, pictures, deviceMs].join(',')}\r\n`;
}

/** The period as a CSV file, a line for each day, bill and person; `device_ms` is exact. */
export function usageCsv(period: Period, teamId: string | null): Response {
  let from = period.from;
  return csvFile('usage.csv', csvHead(COLUMNS), async () => {
    if (from >= period.to) return null;
    const to = new Date(Math.min(from.getTime() + STEP_MS, period.to.getTime()));
    const rows = await usageRows({ from, to }, teamId);
    from = to;
    return rows.map(csvLine).join('');
  });
}
