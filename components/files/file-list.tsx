'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type RefObject, useEffect } from 'react';
import { useTranslations } from 'use-intl';
import type { Sort } from '@/lib/files/file-entry';
import { classNames } from '../ui/class-names';
import type { Order } from './data/queries';
import { COLUMNS, FileRow } from './file-row';
import type { FileViewProps } from './file-view';

const ROW = 36;
const ROW_FOR_FINGERS = 48;

interface FileListProps {
  view: FileViewProps;
  scroller: HTMLDivElement;
  /** Set by the list: scrolls an entry into view. */
  reveal: RefObject<(index: number) => void>;
}

/** The entries as rows; only those in view are drawn, however many there are. */
export function FileList({ view, scroller, reveal }: FileListProps) {
  const rows = useVirtualizer({
    count: view.entries.length,
    getScrollElement: () => scroller,
    estimateSize: () => (matchMedia('(pointer: coarse)').matches ? ROW_FOR_FINGERS : ROW),
    overscan: 12,
  });
  const last = rows.getVirtualItems().at(-1)?.index ?? 0;
  const { onEnd, entries } = view;
  useEffect(() => {
    reveal.current = (index) => rows.scrollToIndex(index);
  });
  useEffect(() => {
    if (entries.length > 0 && last >= entries.length - 20) onEnd();
  }, [last, entries.length, onEnd]);
  return (
    <div className="relative" style={{ height: rows.getTotalSize() }}>
      {rows.getVirtualItems().map(({ index, start, size }) => {
        const entry = entries[index]!;
        return (
          // biome-ignore lint/a11y/useSemanticElements: a table can’t be drawn in part
          // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, for all of them
          <div
            key={entry.path}
            role="row"
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${start}px)`, height: size }}
          >
            <FileRow entry={entry} view={view} />
          </div>
        );
      })}
    </div>
  );
}

interface ListHeadProps {
  order: Order;
  onOrder: (order: Order) => void;
}

export function ListHead({ order, onOrder }: ListHeadProps) {
  const t = useTranslations('files');
  const column = (sort: Sort, label: string, className?: string) => (
    <button
      type="button"
      aria-label={t('sortBy', { column: label.toLowerCase() })}
      onClick={() => onOrder({ sort, descending: order.sort === sort ? !order.descending : sort !== 'name' })}
      className={classNames(
        'flex h-8 items-center gap-1 rounded-control text-small transition-colors quick hover:text-text',
        order.sort === sort ? 'text-text' : 'text-faint',
        className,
      )}
    >
      {label}
      {order.sort === sort &&
        (order.descending ? (
          <ArrowDown aria-hidden className="size-3" />
        ) : (
          <ArrowUp aria-hidden className="size-3" />
        ))}
    </button>
  );
  return (
    <div className={classNames(COLUMNS, 'border-b px-1')}>
      <span />
      <span />
      {column('name', t('columns.name'))}
      {column('modifiedAt', t('columns.modifiedAt'), 'hidden wide:flex')}
      {column('bytes', t('columns.bytes'), 'justify-end pr-2')}
    </div>
  );
}
