'use client';
import { type KeyboardEvent, type MouseEvent, useCallback, useMemo, useState } from 'react';
import { everything, extended, NOTHING, only, remaining, type Selection, toggled } from '../files/selection';

interface SelectionOptions {
  order: readonly string[];
  /** The place above (-1) or below (+1) a place. */
  beside: (at: number, way: 1 | -1) => number;
  onOpen: (id: string) => void;
  /** A touch chooses instead of opening. */
  choosing: boolean;
  /** The keyboard came to this place. */
  onCursor: (at: number) => void;
}

/** What is chosen in the grid, by mouse, touch and keys as in every file manager. */
export function useGallerySelection({ order, beside, choosing, onOpen, onCursor }: SelectionOptions) {
  const [kept, setSelection] = useState<Selection>(NOTHING);
  // What is no longer there is not chosen either. A large list is gone through only when something is chosen.
  const selection = useMemo(
    () => (kept.chosen.size === 0 && kept.cursor === null ? kept : remaining(kept, order)),
    [kept, order],
  );
  const toggle = useCallback((id: string) => setSelection((now) => toggled(now, id)), []);

  const step = (to: number, extend: boolean) => {
    const id = order[Math.min(order.length - 1, Math.max(0, to))];
    if (id === undefined) return;
    setSelection(extend ? extended(selection, id, order) : { ...only(id), chosen: new Set([id]) });
    onCursor(order.indexOf(id));
  };
  return {
    selection,
    chosen: selection.chosen,
    toggle,
    clear: useCallback(() => setSelection(NOTHING), []),
    choose: (id: string) => setSelection(only(id)),
    /** The keyboard goes on from here; nothing is chosen by it. */
    stand: (id: string) => setSelection((now) => ({ ...now, anchor: id, cursor: id })),
    chooseAll: () => setSelection(everything(order)),
    /** All of a stretch, or none of it when all were chosen. */
    toggleRange: (start: number, count: number) => {
      const ids = order.slice(start, start + count);
      const all = ids.every((id) => selection.chosen.has(id));
      const chosen = new Set(selection.chosen);
      for (const id of ids) {
        if (all) chosen.delete(id);
        else chosen.add(id);
      }
      setSelection({ ...selection, chosen });
    },
    onClick: (event: MouseEvent, id: string) => {
      const touched = matchMedia('(pointer: coarse)').matches;
      if (touched && !choosing && selection.chosen.size === 0) onOpen(id);
      else if (touched || event.ctrlKey || event.metaKey) toggle(id);
      else setSelection(event.shiftKey ? extended(selection, id, order) : only(id));
    },
    /** Whether the key was one of the list’s own. */
    onKey: (event: KeyboardEvent): boolean => {
      const at = selection.cursor === null ? -1 : order.indexOf(selection.cursor);
      const to = placeAfter(event.key, at, order.length - 1, beside);
      if (to !== null) step(to, event.shiftKey);
      else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) setSelection(everything(order));
      else if (event.key === 'Escape' && selection.chosen.size > 0) setSelection(NOTHING);
      else if (event.key === 'Enter' && selection.cursor !== null) onOpen(selection.cursor);
      else if (event.key === ' ' && selection.cursor !== null) toggle(selection.cursor);
      else return false;
      return true;
    },
  };
}

/** Where a key leads to from a place (-1: nowhere yet); null: it is no key that leads anywhere. */
function placeAfter(
  key: string,
  at: number,
  last: number,
  beside: SelectionOptions['beside'],
): number | null {
  if (key === 'End') return last;
  if (key === 'Home' || (at < 0 && key.startsWith('Arrow'))) return 0;
  if (key === 'ArrowLeft') return at - 1;
  if (key === 'ArrowRight') return at + 1;
  if (key === 'ArrowUp') return beside(at, -1);
  return key === 'ArrowDown' ? beside(at, 1) : null;
}
