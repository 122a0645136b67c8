'use client';
import { type KeyboardEventHandler, type MouseEvent, type RefObject, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ModelView } from '@/lib/catalog/model-view';
import { TileRows } from '../ui/tile-rows';
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

/** The models as cards, one stop of the Tab key. What else it is given is the menu’s. */
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
        <TileRows
          {...{ columns, width, scroller, reveal, onEnd }}
          items={models}
          keyOf={({ id }) => id}
          below={LINES}
          gap={GAP}
        >
          {(model) => <ModelCard {...{ model, onClick, onUse, onMenu }} chosen={model.id === chosen} />}
        </TileRows>
      )}
    </div>
  );
}
