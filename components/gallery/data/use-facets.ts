'use client';
import { useQuery } from '@tanstack/react-query';
import { studioFetch } from '@/components/studio/data/studio-fetch';
import type { CollectionView, GalleryFacets } from '@/lib/gallery/gallery-view';
import { collectionsKey, facetsKey } from './gallery-keys';

export const useFacets = () =>
  useQuery({ queryKey: facetsKey, queryFn: () => studioFetch<GalleryFacets>('/api/gallery/facets') });

export const useCollections = () =>
  useQuery({
    queryKey: collectionsKey,
    queryFn: () => studioFetch<CollectionView[]>('/api/gallery/collections'),
  });
