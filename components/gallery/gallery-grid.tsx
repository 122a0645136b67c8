'use client';
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEventHandler,
  type MouseEvent,
  type RefObject,
  useCallback,
  useEffect,
  useMemo,
} from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { GalleryOutline } from '@/lib/gallery/gallery-view';
import type { Selection } from '../files/selection';
import { classNames } from '../ui/class-names';
import type { PictureStore } from './data/picture-store';
import { headingWords } from './day-words';
import { GalleryTile, tileId } from './gallery-tile';
import { type GalleryRow, shownRatio } from './layout/justify';
import { rowOf } from './layout/neighbour';

/** Rows drawn before and after those in view. */
const OVERSCAN = 4;
const PADDING = 24;

export interface GridActs {
  onClick: (event: MouseEvent, id: string) => void;
  onOpen: (id: string) => void;
  onToggle: (id: string) => void;
  onToggleDay: (start: number, count: number) => void;
  onFavourite: (id: string) => void;
}

interface GalleryGridProps {
  outline: GalleryOutline;
  rows: readonly GalleryRow[];
  gap: number;
  store: PictureStore;
  selection: Selection;
  /** Every picture shows its box. */
  choosing: boolean;
  acts: GridActs;
  scroller: HTMLDivElement;
  /** Brings the picture at this place into view. */
  reveal: RefObject<(at: number) => void>;
}

/** The rows in view, at the places all of them have. */
export function GalleryGrid({
  outline,
  rows,
  gap,
  store,
  selection,
  choosing,
  acts,
  scroller,
  reveal,
}: GalleryGridProps) {
  const headings = useMemo(() => rows.flatMap(({ kind }, k) => (kind === 'day' ? [k] : [])), [rows]);
  const stickyAt = useCallback(
    (start: number) => headings.findLast((heading) => heading <= start) ?? 0,
    [headings],
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller,
    estimateSize: (k) => rows[k]!.height + gap,
    paddingEnd: PADDING,
    overscan: OVERSCAN,
    rangeExtractor: (range: Range) => [
      ...new Set([stickyAt(range.startIndex), ...defaultRangeExtractor(range)]),
    ],
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of other heights are laid out anew
  useEffect(() => virtual.measure(), [virtual, rows]);
  useEffect(() => {
    reveal.current = (at) => {
      const row = rowOf(rows, at);
      if (row >= 0) virtual.scrollToIndex(row);
    };
  });

  const items = virtual.getVirtualItems();
  const shown = items.map(({ index }) => rows[index]).filter((row) => row?.kind === 'pictures');
  const first = shown[0]?.start ?? 0;
  const end = shown.at(-1)?.end ?? 0;
  useEffect(() => store.want(outline.ids.slice(first, end)), [store, outline, first, end]);
  const sticky = stickyAt(virtual.range?.startIndex ?? 0);

  return (
    <div className="relative" style={{ height: virtual.getTotalSize() }}>
      {items.map(({ index, start }) => {
        const row = rows[index];
        if (!row) return null;
        const isSticky = index === sticky;
        return (
          // biome-ignore lint/a11y/useSemanticElements: a table can’t be drawn in part
          // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, for all of them
          <div
            key={row.kind === 'day' ? row.day : `${outline.ids[row.start]}`}
            role="row"
            className={classNames('inset-x-0 top-0 flex', isSticky ? 'sticky z-10' : 'absolute')}
            style={{ gap, height: row.height, transform: isSticky ? undefined : `translateY(${start}px)` }}
          >
            {row.kind === 'day' ? (
              <DayHeading row={row} onToggle={() => acts.onToggleDay(row.start, row.count)} />
            ) : (
              outline.ids
                .slice(row.start, row.end)
                .map((id, k) => (
                  <GalleryTile
                    key={id}
                    id={id}
                    picture={store.get(id)}
                    width={shownRatio(outline.ratios[row.start + k] ?? 100) * row.height}
                    height={row.height}
                    chosen={selection.chosen.has(id)}
                    current={selection.cursor === id}
                    choosing={choosing}
                    {...acts}
                  />
                ))
            )}
          </div>
        );
      })}
    </div>
  );
}

function DayHeading({ row, onToggle }: { row: GalleryRow & { kind: 'day' }; onToggle: () => void }) {
  const locale = useLocale();
  const t = useTranslations('gallery');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table can’t be drawn in part
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, for all of them
    <div role="rowheader" className="group flex w-full items-end gap-2 bg-stage pb-2">
      <h2 className="font-semibold">{headingWords(row.day, t, locale)}</h2>
      <span className="text-small leading-5 text-faint tabular-nums">{row.count.toLocaleString(locale)}</span>
      <button
        type="button"
        tabIndex={-1}
        onClick={onToggle}
        className="rounded-small px-1 text-small leading-5 text-muted opacity-0 transition-opacity quick group-hover:opacity-100 hover:text-text focus-visible:opacity-100"
      >
        {t('days.chooseAll')}
      </button>
    </div>
  );
}

interface GridAreaProps {
  label: string;
  cursor: string | null;
  onKeyDown: KeyboardEventHandler;
  onClear: () => void;
  onScroller: (element: HTMLDivElement | null) => void;
  children: React.ReactNode;
}

/** One stop of the Tab key, with keys of its own. */
export function GridArea({ label, cursor, onKeyDown, onClear, onScroller, children }: GridAreaProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table can’t be drawn in part
    <div
      ref={onScroller}
      role="grid"
      aria-label={label}
      aria-multiselectable
      aria-activedescendant={cursor === null ? undefined : tileId(cursor)}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onClick={(event) => event.target === event.currentTarget && onClear()}
      className="min-h-0 flex-1 overflow-y-auto px-3 outline-none wide:px-6"
    >
      {children}
    </div>
  );
}
