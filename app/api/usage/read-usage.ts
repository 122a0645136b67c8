import type { Usage, UsageSum } from '@/components/usage/usage';
import { type UsageDay, usageByDay, usageEver } from '@/lib/usage';

const DAYS_SHOWN = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The user's usage as the ledger has it; days are UTC. */
export async function readUsage(userId: string, now: Date): Promise<Usage> {
  const today = now.toISOString().slice(0, 10);
  const month = today.slice(0, 7);
  const firstShown = Date.parse(today) - (DAYS_SHOWN - 1) * DAY_MS;
  // On the 31st the month began before the days that are shown.
  const from = new Date(Math.min(firstShown, Date.parse(`${month}-01`)));
  const to = new Date(Date.parse(today) + DAY_MS);
  const [days, all] = await Promise.all([usageByDay(userId, { from, to }), usageEver(userId)]);
  return {
    days: days.slice(-DAYS_SHOWN),
    today: sumOf(days.filter(({ day }) => day === today)),
    month: sumOf(days.filter(({ day }) => day.startsWith(month))),
    all,
  };
}

function sumOf(days: UsageDay[]): UsageSum {
  return days.reduce(
    (sum, day) => ({
      jobs: sum.jobs + day.jobs,
      pictures: sum.pictures + day.pictures,
      deviceMs: sum.deviceMs + day.deviceMs,
    }),
    { jobs: 0, pictures: 0, deviceMs: 0 },
  );
}
