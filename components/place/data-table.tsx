import type { ReactNode } from 'react';
import { classNames } from '../ui/class-names';
import { Skeleton } from '../ui/skeleton';

export interface Column<Row> {
  head: string;
  cell: (row: Row) => ReactNode;
  /** Left out on a phone. */
  wideOnly?: boolean;
  /** Numbers and buttons. */
  atEnd?: boolean;
  /** Its head is only read out: what the buttons do is plain. */
  quietHead?: boolean;
  className?: string;
}

interface DataTableProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  /** Undefined while they are on their way. */
  rows: readonly Row[] | undefined;
  keyOf: (row: Row) => string;
  /** Makes rows buttons; `nameOf` is what a screen reader calls them. */
  onOpen?: (row: Row) => void;
  /** Stands in the place of rows when there are none. */
  empty: ReactNode;
}

const SKELETON_ROWS = 6;

/** Rows of facts. Whole rows can be clicked; the first cell holds the button for keyboards. */
export function DataTable<Row>({ label, columns, rows, keyOf, onOpen, empty }: DataTableProps<Row>) {
  const shown = (column: Column<Row>) =>
    classNames(column.wideOnly && 'hidden wide:table-cell', column.atEnd && 'text-right', column.className);
  if (rows?.length === 0) {
    return <div className="rounded-card bg-panel px-6 py-12 text-center text-muted">{empty}</div>;
  }
  return (
    <div className="overflow-hidden rounded-card bg-panel">
      <table aria-label={label} aria-busy={rows === undefined} className="w-full">
        <thead className="text-small text-faint">
          <tr>
            {columns.map((column) => (
              <th
                key={column.head}
                scope="col"
                className={classNames(
                  'whitespace-nowrap px-3 py-2 text-left font-normal first:pl-4 last:pr-4',
                  shown(column),
                )}
              >
                {column.quietHead ? <span className="sr-only">{column.head}</span> : column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows === undefined
            ? Array.from({ length: SKELETON_ROWS }, (_, row) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
                <tr key={row} className="border-t">
                  <td colSpan={columns.length} className="px-4 py-3">
                    <Skeleton className="h-5" />
                  </td>
                </tr>
              ))
            : rows.map((row) => (
                <tr
                  key={keyOf(row)}
                  onClick={onOpen && (() => onOpen(row))}
                  className={classNames('border-t transition-colors quick', onOpen && 'hover:bg-hover')}
                >
                  {columns.map((column) => (
                    <td
                      key={column.head}
                      className={classNames('px-3 py-2 align-middle first:pl-4 last:pr-4', shown(column))}
                    >
                      {column.cell(row)}
                    </td>
                  ))}
                </tr>
              ))}
        </tbody>
      </table>
    </div>
  );
}
