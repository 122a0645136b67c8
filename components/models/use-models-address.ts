'use client';
import { useSearchParams } from 'next/navigation';
import { type Filters, filtersOf, queryOfFilters } from './data/filters';

/** What the page shows is in its address, so that it can be kept and reloaded; changing it loads nothing. */
export function useModelsAddress() {
  const query = useSearchParams();
  const filters = filtersOf(query);
  const chosen = query.get('model');
  const inTrash = query.has('trash');
  const go = (next: Filters, model: string | null, trash: boolean) => {
    const to = queryOfFilters(next);
    if (model !== null) to.set('model', model);
    if (trash) to.set('trash', '');
    const text = to.toString().replace(/=(?=&|$)/g, '');
    window.history.replaceState(null, '', text === '' ? '/models' : `/models?${text}`);
  };
  return {
    filters,
    chosen,
    inTrash,
    filter: (change: Partial<Filters>) => go({ ...filters, ...change }, chosen, false),
    choose: (model: string | null) => go(filters, model, inTrash),
    openTrash: () => go(filters, null, !inTrash),
  };
}
