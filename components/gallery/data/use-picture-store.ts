'use client';
import { useState, useSyncExternalStore } from 'react';
import { studioFetch } from '@/components/studio/data/studio-fetch';
import type { GalleryPicture } from '@/lib/gallery/gallery-view';
import { PictureStore } from './picture-store';

const fetchPictures = async (ids: readonly string[]) =>
  (await studioFetch<{ pictures: GalleryPicture[] }>(`/api/gallery/pictures?ids=${ids.join(',')}`)).pictures;

/** A store of this page’s own; whoever shows something of it is drawn anew when it changes. */
export function usePictureStore(): PictureStore {
  const [store] = useState(() => new PictureStore(fetchPictures));
  useSyncExternalStore(store.subscribe, store.version, store.version);
  return store;
}

export const thumbnailUrl = (id: string, size: 512 | 1600 = 512) =>
  `/api/gallery/pictures/${id}/thumbnail?size=${size}`;
