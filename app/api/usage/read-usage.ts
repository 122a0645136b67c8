import type { Usage, UsageSum } from '@/components/usage/usage';
import { type UsageDay, usageByDay } from '@/lib/usage';

const DAYS_SHOWN = 30;
/** No installation is older. */
const BEGINNING = new Date('2026-01-01T00:00:00Z');
const DAY_MS = 24 * 60 * 60 * 1000;

/** The user's usage as the ledger has it; days are UTC. */
export async function readUsage(userId: string, now: Date): Promise<Usage> {
  const today = now.toISOString().slice(0, 10);
  const tomorrow = new Date(Date.parse(today) + DAY_MS);
  const days = await usageByDay(userId, { from: BEGINNING, to: tomorrow });
  return {
    days: days.slice(-DAYS_SHOWN),
    today: sumOf(days.filter(({ day }) => day === today)),
    month: sumOf(days.filter(({ day }) => day.startsWith(today.slice(0, 7)))),
    all: sumOf(days),
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
