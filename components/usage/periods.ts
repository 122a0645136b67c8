const DAY_MS = 24 * 60 * 60 * 1000;

/** Days as `2026-11-22`, both included. */
export interface DayRange {
  from: string;
  to: string;
}

export const PERIODS = ['recent', 'month', 'lastMonth', 'year'] as const;
export type PeriodName = (typeof PERIODS)[number];

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

/** The UTC days a period has so far. */
export function rangeOf(period: PeriodName, now: Date): DayRange {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  const to = dayOf(now.getTime());
  if (period === 'month') return { from: dayOf(Date.UTC(year, month, 1)), to };
  if (period === 'year') return { from: dayOf(Date.UTC(year, 0, 1)), to };
  if (period === 'lastMonth')
    return { from: dayOf(Date.UTC(year, month - 1, 1)), to: dayOf(Date.UTC(year, month, 0)) };
  return { from: dayOf(now.getTime() - 29 * DAY_MS), to };
}

/** Every day of the range, oldest first. */
export function daysOf({ from, to }: DayRange): string[] {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  return Array.from({ length: days }, (_, k) => dayOf(Date.parse(from) + k * DAY_MS));
}
