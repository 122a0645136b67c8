'use client';
import { type KeyboardEvent, type MouseEvent, useRef } from 'react';
import type { ModelView } from '@/lib/catalog/model-view';

interface ModelList {
  models: readonly ModelView[];
  columns: number;
  chosen: string | null;
  choose: (id: string | null) => void;
  onUse: (model: ModelView) => void;
}

/** Choosing a card with the mouse or the arrow keys. */
export function useModelList({ models, columns, chosen, choose, onUse }: ModelList) {
  const reveal = useRef<(index: number) => void>(() => {});
  const at = models.findIndex(({ id }) => id === chosen);
  const go = (steps: number) => {
    const from = at < 0 ? (steps > 0 ? -1 : models.length) : at;
    // The first press comes to the first card, whatever the direction.
    const wanted = at < 0 && steps > 0 ? 0 : from + steps;
    const next = Math.min(models.length - 1, Math.max(0, wanted));
    const model = models[next];
    if (!model) return;
    choose(model.id);
    reveal.current(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const steps = {
      ArrowDown: columns,
      ArrowUp: -columns,
      ArrowRight: 1,
      ArrowLeft: -1,
      Home: -models.length,
      End: models.length,
      PageDown: 3 * columns,
      PageUp: -3 * columns,
    }[event.key];
    const model = models[at];
    if (steps !== undefined) go(steps);
    else if (event.key === 'Enter' && model) onUse(model);
    else if (event.key === 'Escape' && chosen !== null) choose(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = (event: MouseEvent, { id }: ModelView) => {
    event.currentTarget.closest<HTMLElement>('[role=grid]')?.focus({ preventScroll: true });
    choose(id);
  };
  return { reveal, onKeyDown, onClick };
}
