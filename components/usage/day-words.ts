/** `2026-11-22` as `22 Nov`. */
export function shortDay(day: string): string {
  return new Date(day).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
}

/** `2026-11-22` as `Sunday, 22 November`. */
export function longDay(day: string): string {
  return new Date(day).toLocaleDateString('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
}
