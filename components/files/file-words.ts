const DAY_MS = 24 * 60 * 60 * 1000;
const KEPT_DAYS = 30;

/** In how many days something that was thrown away is deleted for good; 0 is today. */
export function daysLeft(deletedAt: string, now = new Date()): number {
  return Math.max(0, Math.ceil(KEPT_DAYS - (now.getTime() - Date.parse(deletedAt)) / DAY_MS));
}
