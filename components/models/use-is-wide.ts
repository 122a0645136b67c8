'use client';
import { useSyncExternalStore } from 'react';

/** Room for the details beside the cards: the breakpoint `full` of the token file. */
const WIDE = '(min-width: 1200px)';

function subscribe(changed: () => void): () => void {
  const query = window.matchMedia(WIDE);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}

/** Whether there is room; what the server draws is for desktops. */
export const useIsWide = () =>
  useSyncExternalStore(
    subscribe,
    () => window.matchMedia(WIDE).matches,
    () => true,
  );
