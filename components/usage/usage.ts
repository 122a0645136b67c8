import type { UsageDay } from '@/lib/usage/usage-by-day';

export type UsageSum = Omit<UsageDay, 'day'>;

/** What the page "My usage" shows. */
export interface Usage {
  /** The last days, oldest first, also those without use. */
  days: UsageDay[];
  today: UsageSum;
  month: UsageSum;
  all: UsageSum;
}
