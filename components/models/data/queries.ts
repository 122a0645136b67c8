'use client';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { modelsKey } from '@/components/studio/data/query-keys';
import { studioFetch } from '@/components/studio/data/studio-fetch';
import type { ModelPage, ModelView } from '@/lib/catalog/model-view';
import type { TrashedModel } from '@/lib/catalog/trashed-model';
import { type Filters, queryOfFilters } from './filters';
import { listKey, PAGE } from './model-keys';

/** The models that are looked for, page by page. Events keep them fresh. */
export function useModels(filters: Filters) {
  return useInfiniteQuery({
    queryKey: listKey(filters),
    queryFn: ({ pageParam }) => {
      const query = queryOfFilters(filters);
      query.set('limit', String(PAGE));
      if (pageParam !== '') query.set('after', pageParam);
      return studioFetch<ModelPage>(`/api/models?${query}`);
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: true,
  });
}

/** One model, also where the list that is shown does not have it; until it is there, as the list knows it. */
export function useModel(id: string | null, listed: ModelView | undefined) {
  return useQuery({
    queryKey: [...modelsKey, 'one', id],
    queryFn: () => studioFetch<ModelView>(`/api/models/${id}`),
    placeholderData: listed,
    enabled: id !== null,
    retry: false,
  });
}

export function useModelTrash(tree: 'own' | 'shared', enabled: boolean) {
  return useQuery({
    queryKey: [...modelsKey, 'trash', tree],
    queryFn: () => studioFetch<TrashedModel[]>(`/api/models/trash?tree=${tree}`),
    enabled,
  });
}
