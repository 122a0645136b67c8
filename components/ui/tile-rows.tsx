'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Fragment, type Key, type ReactNode, type RefObject, useEffect } from 'react';

/** Rows that are fetched before the last one comes into view. */
const AHEAD = 5;

interface TileRowsProps<T> {
  items: readonly T[];
  keyOf: (item: T) => Key;
  columns: number;
  /** Of the area, pixels; so are those below. */
  width: number;
  /** What a tile is higher than it is wide. */
  below: number;
  gap: number;
  scroller: HTMLDivElement;
  /** Is given what brings the item of an index into view. */
  reveal: RefObject<(index: number) => void>;
  /** The last rows come into view: more is to be fetched. */
  onEnd: () => void;
  /** One tile, a `gridcell`. */
  children: (item: T) => ReactNode;
}

/** Tiles in the rows of a grid that has the focus for all of them; only the rows in view are drawn. */
export function TileRows<T>(props: TileRowsProps<T>) {
  const { items, keyOf, columns, width, below, gap, scroller, reveal, onEnd, children } = props;
  const height = Math.round((width - gap * (columns - 1)) / columns) + below;
  const rows = useVirtualizer({
    count: Math.ceil(items.length / columns),
    getScrollElement: () => scroller,
    estimateSize: () => height + gap,
    overscan: 3,
    scrollPaddingStart: gap,
    scrollPaddingEnd: gap,
  });
  const last = rows.getVirtualItems().at(-1)?.index ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that became higher are laid out anew
  useEffect(() => rows.measure(), [rows, height]);
  useEffect(() => {
    reveal.current = (index) => rows.scrollToIndex(Math.floor(index / columns));
  });
  useEffect(() => {
    if (items.length > 0 && (last + AHEAD) * columns >= items.length) onEnd();
  }, [last, columns, items.length, onEnd]);
  return (
    <div className="relative" style={{ height: rows.getTotalSize() }}>
      {rows.getVirtualItems().map(({ index, start }) => (
        // biome-ignore lint/a11y/useSemanticElements: a table can’t be drawn in part
        // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, for all of them
        <div
          key={index}
          role="row"
          aria-rowindex={index + 1}
          className="absolute inset-x-0 top-0 grid"
          style={{
            transform: `translateY(${start}px)`,
            height,
            gap,
            gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
          }}
        >
          {items.slice(index * columns, (index + 1) * columns).map((item) => (
            <Fragment key={keyOf(item)}>{children(item)}</Fragment>
          ))}
        </div>
      ))}
    </div>
  );
}
