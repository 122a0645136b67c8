import type { ShortcutId } from '../shortcuts/shortcuts';

export interface Tip {
  anchor: HTMLElement;
  label: string;
  shortcut?: ShortcutId;
  side: 'top' | 'bottom' | 'left' | 'right';
}

/** A pointer on its way to somewhere else asks for nothing. */
const DELAY_MS = 400;
/** From one tip to the next there is no waiting. */
const STILL_WARM_MS = 300;

let shown: Tip | null = null;
let waiting: ReturnType<typeof setTimeout> | undefined;
let waitingFor: HTMLElement | null = null;
let hiddenAt = Number.NEGATIVE_INFINITY;
const listeners = new Set<() => void>();

function set(tip: Tip | null): void {
  if (shown === tip) return;
  if (shown) hiddenAt = performance.now();
  shown = tip;
  for (const listener of listeners) listener();
}

/** Shows a tip in a moment, or now; there is one at a time. */
export function showTip(tip: Tip, now: boolean): void {
  clearTimeout(waiting);
  waitingFor = tip.anchor;
  if (now || shown || performance.now() - hiddenAt < STILL_WARM_MS) set(tip);
  else waiting = setTimeout(() => set(tip), DELAY_MS);
}

/** Hides the tip of one element, or whichever is shown. */
export function hideTip(anchor?: HTMLElement): void {
  if (!anchor || waitingFor === anchor) clearTimeout(waiting);
  if (!anchor || shown?.anchor === anchor) set(null);
}

export const tips = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  shown: (): Tip | null => shown,
};
