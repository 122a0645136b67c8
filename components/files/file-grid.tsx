'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect } from 'react';
import { FileTile } from './file-tile';
import type { FileViewProps } from './file-view';

/** Least width of a tile; the name under the picture takes the rest of its height. */
export const TILE = 152;
const NAME = 40;
const GAP = 8;

interface FileGridProps {
  view: FileViewProps;
  columns: number;
  /** Of the area, pixels. */
  width: number;
  scroller: HTMLDivElement;
  reveal: RefObject<(index: number) => void>;
}

/** The entries as tiles with their pictures; only the rows in view are drawn. */
export function FileGrid({ view, columns, width, scroller, reveal }: FileGridProps) {
  const height = Math.round((width - GAP * (columns - 1)) / columns) + NAME;
  const rows = useVirtualizer({
    count: Math.ceil(view.entries.length / columns),
    getScrollElement: () => scroller,
    estimateSize: () => height + GAP,
    overscan: 3,
  });
  const { onEnd, entries } = view;
  const last = rows.getVirtualItems().at(-1)?.index ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that became higher are laid out anew
  useEffect(() => rows.measure(), [rows, height]);
  useEffect(() => {
    reveal.current = (index) => rows.scrollToIndex(Math.floor(index / columns));
  });
  useEffect(() => {
    if (entries.length > 0 && (last + 4) * columns >= entries.length) onEnd();
  }, [last, columns, entries.length, onEnd]);
  return (
    <div className="relative" style={{ height: rows.getTotalSize() }}>
      {rows.getVirtualItems().map(({ index, start }) => (
        // biome-ignore lint/a11y/useSemanticElements: a table can’t be drawn in part
        // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, for all of them
        <div
          key={index}
          role="row"
          className="absolute inset-x-0 top-0 grid"
          style={{
            transform: `translateY(${start}px)`,
            height,
            gap: GAP,
            gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
          }}
        >
          {entries.slice(index * columns, (index + 1) * columns).map((entry) => (
            <FileTile key={entry.path} entry={entry} view={view} />
          ))}
        </div>
      ))}
    </div>
  );
}
