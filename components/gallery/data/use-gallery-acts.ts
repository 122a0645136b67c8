'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { downloadPictures } from '@/components/studio/actions/download';
import { jobsKey, picturesKey } from '@/components/studio/data/query-keys';
import { studioFetch } from '@/components/studio/data/studio-fetch';
import type { MarkChange } from '@/lib/gallery/change-marks';
import type { GalleryOutline, GalleryPicture } from '@/lib/gallery/gallery-view';
import { toast } from '../../ui/toast';
import { collectionsKey, facetsKey, galleryKey, outlineKey } from './gallery-keys';
import { without } from './outline';
import type { PictureStore } from './picture-store';

const UNDO_MS = 8_000;
const fail = (error: Error) => void toast.error(error.message);
const post = (path: string, body: object) => studioFetch(`/api/gallery/${path}`, { method: 'POST', body });

export type GalleryActs = ReturnType<typeof useGalleryActs>;

/** What can be done with pictures of the gallery, one or many. It shows at once; what the server refuses is taken back. */
export function useGalleryActs(store: PictureStore) {
  const t = useTranslations('gallery');
  const queryClient = useQueryClient();
  return useMemo(() => {
    const refresh = (queryKey: readonly unknown[]) => queryClient.invalidateQueries({ queryKey });
    // Txt2img shows what was made lately.
    const refreshAll = () => Promise.all([galleryKey, picturesKey, jobsKey].map(refresh));
    const leave = (ids: readonly string[]) => {
      const gone = new Set(ids);
      queryClient.setQueriesData<GalleryOutline>(
        { queryKey: outlineKey },
        (outline) => outline && without(outline, gone),
      );
    };
    const attempt = async (ids: readonly string[], work: Promise<unknown>) => {
      try {
        await work;
      } catch (error) {
        fail(error as Error);
        await store.refresh(ids.filter((id) => store.get(id))).catch(() => {});
      }
      await Promise.all([refresh(facetsKey), refresh(collectionsKey)]);
    };
    const mark = (ids: readonly string[], change: MarkChange) => {
      store.change(ids, (picture) => marked(picture, change));
      const body = { ids, ...change };
      return attempt(ids, studioFetch('/api/gallery/pictures', { method: 'PATCH', body }));
    };
    const restore = (ids: readonly string[]) => post('restore', { ids }).then(refreshAll, fail);

    return {
      leave,
      mark,
      trash: async (ids: readonly string[]) => {
        leave(ids);
        await post('trash', { ids }).then(
          () =>
            toast(t('trashed', { count: ids.length }), {
              duration: UNDO_MS,
              action: { label: t('undo'), onClick: () => void restore(ids) },
            }),
          fail,
        );
        await refreshAll();
      },
      collect: (ids: readonly string[], collection: string, isIn: boolean) => {
        store.change(ids, (picture) => ({
          ...picture,
          collections: [
            ...picture.collections.filter((id) => id !== collection),
            ...(isIn ? [collection] : []),
          ],
        }));
        const body = isIn ? { add: ids } : { remove: ids };
        return attempt(ids, post(`collections/${collection}/pictures`, body));
      },
      /** Makes a collection with these in it. */
      collectAnew: async (name: string, ids: readonly string[]) => {
        const { id } = (await post('collections', { name })) as { id: string };
        if (ids.length > 0) await post(`collections/${id}/pictures`, { add: ids });
        store.change(ids, (picture) => ({ ...picture, collections: [...picture.collections, id] }));
        await refresh(collectionsKey);
        return id;
      },
      renameCollection: async (id: string, name: string) => {
        await studioFetch(`/api/gallery/collections/${id}`, { method: 'PATCH', body: { name } });
        await refresh(collectionsKey);
      },
      deleteCollection: async (id: string) => {
        await studioFetch(`/api/gallery/collections/${id}`, { method: 'DELETE' }).catch(fail);
        await refresh(collectionsKey);
      },
      /** One picture as it is, more of them as an archive. */
      download: (ids: readonly string[]) => downloadPictures(ids.map((id) => ({ id }))),
    };
  }, [queryClient, store, t]);
}

function marked(picture: GalleryPicture, { favourite, rating, addTags = [], removeTags = [] }: MarkChange) {
  const tags = [...new Set([...picture.tags, ...addTags])].filter((tag) => !removeTags.includes(tag)).sort();
  return { ...picture, favourite: favourite ?? picture.favourite, rating: rating ?? picture.rating, tags };
}
