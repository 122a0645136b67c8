'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEventHandler, type MouseEvent, type RefObject, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ModelView } from '@/lib/catalog/model-view';
import { cardId, ModelCard } from './model-card';

/** Least width of a card, pixels. */
const CARD = 168;
const CARD_ON_PHONE = 140;
/** The two lines below its picture. */
const LINES = 56;
const GAP = 12;

/** How many cards stand in a row of this width. */
export const columnsOf = (width: number) =>
  Math.max(2, Math.floor((width + GAP) / ((width < 600 ? CARD_ON_PHONE : CARD) + GAP)));

interface ModelGridProps {
  models: readonly ModelView[];
  /** How many there are in all, also those that are not fetched yet. */
  total: number;
  chosen: string | null;
  columns: number;
  /** Of the area, pixels. */
  width: number;
  reveal: RefObject<(index: number) => void>;
  onKeyDown: KeyboardEventHandler;
  onClick: (event: MouseEvent, model: ModelView) => void;
  onUse: (model: ModelView) => void;
  onMenu: (model: ModelView) => void;
  /** The last rows came into view: more is to be fetched. */
  onEnd: () => void;
}

/** The models as cards, one stop of the Tab key; only the rows in view are drawn. What else it is given is the menu’s. */
export function ModelGrid(given: ModelGridProps) {
  const t = useTranslations('models');
  const { models, total, chosen, columns, width, reveal, onClick, onUse, onMenu, onEnd, ...trigger } = given;
  // Its rows ask for it while they are drawn the first time: it has to be there before them.
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table can’t be drawn in part
    <div
      {...trigger}
      ref={setScroller}
      role="grid"
      aria-label={t('title')}
      aria-rowcount={Math.ceil(total / columns)}
      aria-activedescendant={
        chosen !== null && models.some(({ id }) => id === chosen) ? cardId(chosen) : undefined
      }
      tabIndex={0}
      className="min-h-0 flex-1 overflow-y-auto px-3 pt-1 pb-6 outline-none wide:px-4"
    >
      {scroller && (
        <Rows {...{ models, chosen, columns, width, reveal, scroller, onClick, onUse, onMenu, onEnd }} />
      )}
    </div>
  );
}

type RowsProps = Omit<ModelGridProps, 'onKeyDown' | 'total'> & { scroller: HTMLDivElement };

function Rows({ models, chosen, columns, width, reveal, scroller, onEnd, ...handlers }: RowsProps) {
  const height = Math.round((width - GAP * (columns - 1)) / columns) + LINES;
  const rows = useVirtualizer({
    count: Math.ceil(models.length / columns),
    getScrollElement: () => scroller,
    estimateSize: () => height + GAP,
    overscan: 2,
    scrollPaddingStart: GAP,
    scrollPaddingEnd: GAP,
  });
  const last = rows.getVirtualItems().at(-1)?.index ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that became higher are laid out anew
  useEffect(() => rows.measure(), [rows, height]);
  useEffect(() => {
    reveal.current = (index) => rows.scrollToIndex(Math.floor(index / columns));
  });
  useEffect(() => {
    if (models.length > 0 && (last + 6) * columns >= models.length) onEnd();
  }, [last, columns, models.length, onEnd]);
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
            gap: GAP,
            gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
          }}
        >
          {models.slice(index * columns, (index + 1) * columns).map((model) => (
            <ModelCard key={model.id} model={model} chosen={model.id === chosen} {...handlers} />
          ))}
        </div>
      ))}
    </div>
  );
}
