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
  // What the address says now: what was drawn may be a moment older, and would take back a click in between.
  const current = () => new URLSearchParams(window.location.search);
  return {
    filters,
    chosen,
    inTrash,
    filter: (change: Partial<Filters>) =>
      go({ ...filtersOf(current()), ...change }, current().get('model'), false),
    choose: (model: string | null) => go(filtersOf(current()), model, current().has('trash')),
    openTrash: () => go(filtersOf(current()), null, !current().has('trash')),
  };
}
