import { MODEL_KINDS, type ModelKind } from '@/lib/catalog/model-view';

const SORTS = ['name', 'newest', 'size'] as const;
type Sort = (typeof SORTS)[number];

/** What of the models is shown, and in which order. */
export interface Filters {
  kind: ModelKind | null;
  /** Empty: those whose file does not say. */
  architecture: string | null;
  whose: 'own' | 'shared' | null;
  search: string;
  sort: Sort;
}

type Query = Pick<URLSearchParams, 'get' | 'has'>;

/** What the page’s address asks for; what it says that there is not is passed over. */
export function filtersOf(query: Query): Filters {
  const whose = query.get('whose');
  return {
    kind: MODEL_KINDS.find((kind) => kind === query.get('kind')) ?? null,
    architecture: query.get('architecture'),
    whose: whose === 'own' || whose === 'shared' ? whose : null,
    search: query.get('search') ?? '',
    sort: SORTS.find((sort) => sort === query.get('sort')) ?? 'name',
  };
}

/** The same as the query of an address: of the page and of the API. What is as usual is left out. */
export function queryOfFilters({ kind, architecture, whose, search, sort }: Filters): URLSearchParams {
  const query = new URLSearchParams();
  if (kind !== null) query.set('kind', kind);
  if (architecture !== null) query.set('architecture', architecture);
  if (whose !== null) query.set('whose', whose);
  if (search !== '') query.set('search', search);
  if (sort !== 'name') query.set('sort', sort);
  return query;
}

export const isFiltered = ({ kind, architecture, whose, search }: Filters) =>
  kind !== null || architecture !== null || whose !== null || search !== '';
