'use client';
import { useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import { addressOf, EVERYTHING, type Filter, filterOf } from './gallery-filter';

/** What the page shows stands in its address, so that it can be kept and reloaded; changing it loads no page. */
export function useGalleryFilter() {
  const query = useSearchParams();
  const filter = useMemo(() => filterOf(query), [query]);
  const narrow = useCallback((change: Partial<Filter>) => {
    // From the address itself: a search whose typing pauses later must not undo what was clicked meanwhile.
    const now = filterOf(new URLSearchParams(window.location.search));
    const next = addressOf({ ...now, ...change });
    if (next !== addressOf(now)) window.history.replaceState(null, '', next);
  }, []);
  const clear = useCallback(() => narrow(EVERYTHING), [narrow]);
  return { filter, narrow, clear };
}
