'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { toast } from '../../ui/toast';
import { leavePictures, refreshPictures } from '../data/picture-cache';
import { studioFetch } from '../data/studio-fetch';

const UNDO_MS = 8_000;
const ask = (act: 'trash' | 'restore', id: string) =>
  studioFetch(`/api/gallery/${act}`, { method: 'POST', body: { ids: [id] } });

/** Moves a picture to the trash at once; what was done can be undone for some seconds here, and later among the files. */
export function useTrash(): (id: string) => void {
  const queryClient = useQueryClient();
  const words = useTranslations('stage.toasts');
  const refresh = () => refreshPictures(queryClient);
  const fail = (error: Error) => {
    toast.error(error.message);
    refresh();
  };
  return (id) => {
    leavePictures(queryClient, [id]);
    const undo = () => void ask('restore', id).then(refresh, fail);
    ask('trash', id).then(
      () => toast(words('trashed'), { duration: UNDO_MS, action: { label: words('undo'), onClick: undo } }),
      fail,
    );
  };
}
