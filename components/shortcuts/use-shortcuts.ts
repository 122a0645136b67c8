'use client';
import { type RefObject, useEffect, useRef } from 'react';
import { type ShortcutId, shortcutOf } from './shortcuts';

type Handlers = Partial<Record<ShortcutId, (() => void) | undefined>>;

/** Those of everything that is on the screen, the frame's first. */
const listening = new Set<RefObject<Handlers>>();

/** What can be done now by a key, by the palette too: the acts of the frame and of the present page. */
export function presentActs(): Partial<Record<ShortcutId, () => void>> {
  const acts = [...listening].flatMap(({ current }) => Object.entries(current).filter(([, act]) => act));
  return Object.fromEntries(acts);
}

/** Calls the handler of the shortcut that is pressed, unless a dialog or menu is open or has taken the key. */
export function useShortcuts(handlers: Handlers): void {
  const current = useRef(handlers);
  useEffect(() => {
    current.current = handlers;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || event.isComposing) return;
      const id = shortcutOf(event, isTyping(event.target));
      const handler = id && current.current[id];
      // Looked for last, since it looks through the whole page.
      if (!handler || somethingIsOpen()) return;
      event.preventDefault();
      handler();
    };
    listening.add(current);
    window.addEventListener('keydown', onKeyDown);
    return () => {
      listening.delete(current);
      window.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.matches('input, textarea, [role=combobox], [contenteditable]')
  );
}

function somethingIsOpen(): boolean {
  return document.querySelector('[role=dialog][data-state=open], [role=menu], [role=listbox]') !== null;
}
