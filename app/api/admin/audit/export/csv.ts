import type { AuditView } from '@/lib/audit/list-entries';
import { csvCell, csvHead } from '@/lib/http/csv';

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

export const CSV_HEAD = csvHead(COLUMNS);

export function csvLine(entry: AuditView): string {
  const cells = COLUMNS.map((column) => {
    const value = entry[column];
    if (value === null) return '';
    return csvCell(typeof value === 'object' ? JSON.stringify(value) : String(value));
  });
  return `${cells.join(',')}\r\n`;
}
