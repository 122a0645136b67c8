'use client';
import { type KeyboardEvent, type MouseEvent, useEffect, useState } from 'react';
import type { FileEntry } from '@/lib/files/file-entry';
import { everything, extended, moved, NOTHING, only, remaining, type Selection, toggled } from './selection';

interface ListKeys {
  entries: readonly FileEntry[];
  /** How many stand in a row: 1 in the list. */
  columns: number;
  onOpen: (entry: FileEntry) => void;
  /** The cursor moved there: to be scrolled into view. */
  onCursor: (index: number) => void;
}

/** Choosing in a list as file managers have it: clicks with Ctrl and Shift, arrow keys. */
export function useFileList({ entries, columns, onOpen, onCursor }: ListKeys) {
  const [held, setSelection] = useState<Selection>(NOTHING);
  const order = entries.map(({ path }) => path);
  const selection = remaining(held, order);
  useEffect(() => setSelection(selection), [selection]);

  const go = (next: Selection) => {
    setSelection(next);
    if (next.cursor !== null) onCursor(order.indexOf(next.cursor));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey) return;
    const steps = { ArrowDown: columns, ArrowUp: -columns, ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const sideways = event.key === 'ArrowLeft' || event.key === 'ArrowRight';
    const entry = entries.find(({ path }) => path === selection.cursor);
    const command = event.ctrlKey || event.metaKey;
    if (steps !== undefined && !(sideways && columns === 1))
      go(moved(selection, steps, order, event.shiftKey));
    else if (event.key === 'Home') go(moved(selection, -order.length, order, event.shiftKey));
    else if (event.key === 'End') go(moved(selection, order.length, order, event.shiftKey));
    else if (command && event.key.toLowerCase() === 'a') setSelection(everything(order));
    else if (event.key === 'Escape' && selection.chosen.size > 0) setSelection(NOTHING);
    else if ((event.key === 'Enter' || event.key === ' ') && entry) onOpen(entry);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const onClick = (event: MouseEvent, { path }: FileEntry) => {
    event.currentTarget.closest<HTMLElement>('[role=grid]')?.focus({ preventScroll: true });
    if (event.shiftKey) setSelection(extended(selection, path, order));
    else if (event.ctrlKey || event.metaKey) setSelection(toggled(selection, path));
    else setSelection(only(path));
  };

  return {
    selection,
    chosen: entries.filter(({ path }) => selection.chosen.has(path)),
    clear: () => setSelection(NOTHING),
    choose: (path: string) => setSelection(only(path)),
    toggle: (path: string) => setSelection(toggled(selection, path)),
    onKeyDown,
    onClick,
  };
}
