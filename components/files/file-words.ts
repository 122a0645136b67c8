const DAY_MS = 24 * 60 * 60 * 1000;

/** `Today, 14:05`, `Yesterday, 09:30`, `3 Mar, 14:05`, `3 Mar 2025`. */
export function formatDate(iso: string, now = new Date()): string {
  const date = new Date(iso);
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  const time = date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  if (date.getTime() >= midnight && date.getTime() < midnight + DAY_MS) return `Today, ${time}`;
  if (date.getTime() >= midnight - DAY_MS && date.getTime() < midnight) return `Yesterday, ${time}`;
  const day = date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
  return date.getFullYear() === now.getFullYear() ? `${day}, ${time}` : `${day} ${date.getFullYear()}`;
}

export const count = (number: number, noun: string) =>
  `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;

/** How long something thrown away can still be brought back. */
export function daysLeft(deletedAt: string, now = new Date()): string {
  const days = Math.max(0, Math.ceil(30 - (now.getTime() - Date.parse(deletedAt)) / DAY_MS));
  return days === 0 ? 'today' : `in ${count(days, 'day')}`;
}
