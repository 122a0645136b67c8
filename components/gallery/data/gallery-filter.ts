/** What the page shows; the words of its address. Days are those of the viewer’s clock. */
export interface Filter {
  search: string;
  models: string[];
  sizes: string[];
  /** `2026-11-22`, both included; empty: from the first, to the last. */
  from: string;
  until: string;
  /** At least so many stars; 0: any. */
  rating: number;
  favourite: boolean;
  tag: string;
  collection: string;
  /** What made it; empty: anything. */
  kind: string;
  /** Empty: the newest first. */
  order: string;
}

export const EVERYTHING: Filter = {
  search: '',
  models: [],
  sizes: [],
  from: '',
  until: '',
  rating: 0,
  favourite: false,
  tag: '',
  collection: '',
  kind: '',
  order: '',
};

export function filterOf(query: Pick<URLSearchParams, 'get' | 'getAll' | 'has'>): Filter {
  return {
    search: query.get('search') ?? '',
    models: query.getAll('model'),
    sizes: query.getAll('size'),
    from: query.get('from') ?? '',
    until: query.get('until') ?? '',
    rating: Number(query.get('rating') ?? 0) || 0,
    favourite: query.has('favourite'),
    tag: query.get('tag') ?? '',
    collection: query.get('collection') ?? '',
    kind: query.get('kind') ?? '',
    order: query.get('order') ?? '',
  };
}

/** The page’s own address for a filter. */
export function addressOf(filter: Filter): string {
  const query = queryOf(filter);
  return query.size === 0 ? '/gallery' : `/gallery?${query}`;
}

/** What the server is asked, which counts in moments instead of days. */
export function askedOf(filter: Filter): URLSearchParams {
  const query = queryOf(filter);
  const from = momentOf(filter.from, 0);
  const until = momentOf(filter.until, 1);
  query.delete('from');
  query.delete('until');
  if (from) query.set('from', from);
  if (until) query.set('until', until);
  return query;
}

function queryOf(filter: Filter): URLSearchParams {
  const query = new URLSearchParams();
  if (filter.search) query.set('search', filter.search);
  for (const model of filter.models) query.append('model', model);
  for (const size of filter.sizes) query.append('size', size);
  if (filter.from) query.set('from', filter.from);
  if (filter.until) query.set('until', filter.until);
  if (filter.rating) query.set('rating', String(filter.rating));
  if (filter.favourite) query.set('favourite', 'true');
  if (filter.tag) query.set('tag', filter.tag);
  if (filter.collection) query.set('collection', filter.collection);
  if (filter.kind) query.set('kind', filter.kind);
  if (filter.order) query.set('order', filter.order);
  return query;
}

/** Midnight, where the viewer is, of a day or so many days later; null: no day. */
function momentOf(day: string, later: number): string | null {
  const [year, month, date] = day.split('-').map(Number);
  if (!year || !month || !date) return null;
  return new Date(year, month - 1, date + later).toISOString();
}

/** How many things narrow the list, besides the search. */
export const narrowings = (filter: Filter) =>
  filter.models.length +
  filter.sizes.length +
  [
    filter.from || filter.until,
    filter.rating,
    filter.favourite,
    filter.tag,
    filter.collection,
    filter.kind,
  ].filter(Boolean).length;
