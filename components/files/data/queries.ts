'use client';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { studioFetch } from '@/components/studio/data/studio-fetch';
import type { FilePage, Sort, Storage, TrashEntry } from '@/lib/files/file-entry';
import type { PictureFacts } from '@/lib/files/picture-facts';
import type { UploadView } from '@/lib/files/uploads/upload-row';
import { fileAddress, type Place } from './file-places';

const PAGE = 500;
/** Workers and other people change folders too. */
const STALE_MS = 5_000;

export interface Order {
  sort: Sort;
  descending: boolean;
}

const filesKey = ['files'];

/** A folder’s entries, page by page. */
export function useFolder(tree: Place['tree'], path: string, { sort, descending }: Order, enabled = true) {
  return useInfiniteQuery({
    queryKey: [...filesKey, tree, 'folder', path, sort, descending],
    queryFn: ({ pageParam }) =>
      studioFetch<FilePage>(
        fileAddress('files', tree, {
          path,
          sort,
          order: descending ? 'descending' : 'ascending',
          offset: String(pageParam),
          limit: String(PAGE),
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: ({ total }, _, offset) => (offset + PAGE < total ? offset + PAGE : undefined),
    staleTime: STALE_MS,
    refetchOnWindowFocus: true,
    retry: false,
    enabled,
  });
}

export function useTrash(tree: Place['tree'], enabled: boolean) {
  return useQuery({
    queryKey: [...filesKey, tree, 'trash'],
    queryFn: () => studioFetch<TrashEntry[]>(fileAddress('files/trash', tree)),
    staleTime: STALE_MS,
    enabled,
  });
}

export function useStorage() {
  return useQuery({
    queryKey: [...filesKey, 'storage'],
    queryFn: () => studioFetch<Storage>('/api/files/storage'),
    staleTime: STALE_MS,
  });
}

export function usePictureFacts(tree: Place['tree'], path: string, enabled: boolean) {
  return useQuery({
    queryKey: [...filesKey, tree, 'picture', path],
    queryFn: () => studioFetch<PictureFacts | null>(fileAddress('files/picture', tree, { path })),
    enabled,
  });
}

/** Uploads the server holds that this page does not know of: begun before it was reloaded, or elsewhere. */
export function useLeftUploads(tree: Place['tree']) {
  return useQuery({
    queryKey: [...filesKey, tree, 'uploads'],
    queryFn: () => studioFetch<UploadView[]>(fileAddress('uploads', tree)),
    staleTime: STALE_MS,
  });
}

/** After a change everything shown is asked for again. */
export function useRefreshFiles(): () => Promise<void> {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: filesKey });
}
