import type { AuditView } from '@/lib/audit/list-entries';

const COLUMNS = [
  'id',
  'at',
  'actor',
  'address',
  'action',
  'targetKind',
  'target',
  'before',
  'after',
  'hash',
] as const;

/** Quoted as RFC 4180; what a spreadsheet would run as a formula gets an apostrophe before it. */
export function csvCell(value: string): string {
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** With a byte order mark, so that spreadsheets read UTF-8. */
export const CSV_HEAD = `\ufeff${COLUMNS.join(',')}\r\n`;

export function csvLine(entry: AuditView): string {
  const cells = COLUMNS.map((column) => {
    const value = entry[column];
    if (value === null) return '';
    return csvCell(typeof value === 'object' ? JSON.stringify(value) : String(value));
  });
  return `${cells.join(',')}\r\n`;
}
