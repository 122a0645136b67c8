const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago, in the words people use; a date from a week on. */
export function agoWords(iso: string, now: number = Date.now()): string {
  const past = now - Date.parse(iso);
  if (past < MINUTE) return 'just now';
  if (past < HOUR) return `${Math.floor(past / MINUTE)} min ago`;
  if (past < DAY) return `${Math.floor(past / HOUR)} h ago`;
  if (past < 2 * DAY) return 'yesterday';
  return past < 7 * DAY ? `${Math.floor(past / DAY)} days ago` : dayWords(iso);
}

/** 22 Nov 2026 */
export const dayWords = (iso: string) =>
  new Date(iso).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** 22 Nov 2026, 14:05:09 */
export const momentWords = (iso: string) =>
  `${dayWords(iso)}, ${new Date(iso).toLocaleTimeString('en-GB', { hourCycle: 'h23' })}`;
