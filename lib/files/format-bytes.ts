/** Bytes: what everybody sees and types is decimal. */
export const GB = 1e9;

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];

/** `1.4 GB`: decimal units as file managers show them, three digits at most. The same in every language. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  if (unit === 0) return `${bytes} B`;
  const digits = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
  return `${Number(value.toFixed(digits))} ${UNITS[unit]}`;
}
