'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { modelsKey } from '@/components/studio/data/query-keys';
import { refreshModelsNow } from '@/components/studio/data/refresh-models';
import { type StudioError, studioFetch, studioSend } from '@/components/studio/data/studio-fetch';
import type { ModelView } from '@/lib/catalog/model-view';
import type { TrashedModel } from '@/lib/catalog/trashed-model';

/** What people say of a model; null: what its file says. */
export interface ModelChange {
  notes?: string;
  licence?: string | null;
  triggerWords?: string[] | null;
}

function useChange<Fields, Answer>(work: (fields: Fields) => Promise<Answer>) {
  const queryClient = useQueryClient();
  return useMutation<Answer, StudioError, Fields>({
    mutationFn: work,
    onSettled: () => void refreshModelsNow(queryClient),
  });
}

/** The same for a change that is answered with the model as it is then. */
function useChangeOf<Fields extends { id: string }>(work: (fields: Fields) => Promise<ModelView | null>) {
  const queryClient = useQueryClient();
  return useChange<Fields, ModelView | null>(async (fields) => {
    const model = await work(fields);
    const queryKey = [...modelsKey, 'one', fields.id];
    // What is on its way may be the model before this change: the next one would seem to be made on that.
    await queryClient.cancelQueries({ queryKey });
    if (model) queryClient.setQueryData(queryKey, model);
    return model;
  });
}

export const useEditModel = () =>
  useChangeOf(({ id, ...body }: { id: string; version: number } & ModelChange) =>
    studioFetch<ModelView | null>(`/api/models/${id}`, { method: 'PATCH', body }),
  );

export const useRenameModel = () =>
  useChangeOf(({ id, ...body }: { id: string; version: number; name: string }) =>
    studioFetch<ModelView | null>(`/api/models/${id}/rename`, { method: 'POST', body }),
  );

export const usePutPreview = () =>
  useChangeOf(async ({ id, picture }: { id: string; picture: Blob | null }) => {
    const path = `/api/models/${id}/preview`;
    if (picture === null) return studioFetch<ModelView | null>(path, { method: 'DELETE' });
    return studioSend<ModelView | null>(path, picture, 'PUT');
  });

export const useTrashModel = () =>
  useChange((id: string) =>
    studioFetch<TrashedModel & { jobs: number }>(`/api/models/${id}`, { method: 'DELETE' }),
  );

export const useRestoreModel = () =>
  useChange(({ id, isOwn }: Pick<TrashedModel, 'id' | 'isOwn'>) =>
    studioFetch<{ path: string }>(`/api/models/trash/${id}/restore?tree=${isOwn ? 'own' : 'shared'}`, {
      method: 'POST',
    }),
  );

/** Has the folders read again, for those that tell nothing of changes. */
export const useRefreshFolders = () =>
  useChange(() => studioFetch<{ done: boolean }>('/api/models/refresh', { method: 'POST' }));
