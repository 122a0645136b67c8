'use client';
import { autoUpdate, flip, offset, shift, useFloating } from '@floating-ui/react-dom';
import { useEffect, useId } from 'react';
import { createPortal } from 'react-dom';
import { keysOf } from '../shortcuts/shortcuts';
import { Keys } from './keys';
import { hideTip, type Tip } from './tips';

const MIDDLEWARE = [offset(6), flip({ padding: 8 }), shift({ padding: 8 })];

export function ShownTip({ anchor, label, shortcut, side }: Tip) {
  const id = useId();
  const { refs, floatingStyles, isPositioned } = useFloating({
    strategy: 'fixed',
    placement: side,
    middleware: MIDDLEWARE,
    elements: { reference: anchor },
    // What it belongs to may be gone or covered before the pointer has left it.
    whileElementsMounted: (reference, floating, update) =>
      autoUpdate(reference, floating, () => (anchor.isConnected ? update() : hideTip(anchor))),
  });
  useDescription(anchor, id, label);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && hideTip(anchor);
    document.addEventListener('keydown', onKey, { capture: true });
    return () => document.removeEventListener('keydown', onKey, { capture: true });
  }, [anchor]);
  return createPortal(
    <div
      ref={refs.setFloating}
      id={id}
      role="tooltip"
      style={floatingStyles}
      className={
        isPositioned
          ? 'appear pointer-events-none z-50 flex max-w-72 items-center gap-2 rounded-control bg-popover px-2 py-1 text-small text-text shadow-popover'
          : 'invisible'
      }
    >
      {label}
      {shortcut && <Keys keys={keysOf(shortcut)} className="text-muted" />}
    </div>,
    document.body,
  );
}

/** The tip describes its element, unless it only repeats its name. */
function useDescription(anchor: HTMLElement, id: string, label: string): void {
  useEffect(() => {
    if (anchor.getAttribute('aria-label') === label || anchor.hasAttribute('aria-describedby')) return;
    anchor.setAttribute('aria-describedby', id);
    return () => anchor.removeAttribute('aria-describedby');
  }, [anchor, id, label]);
}
