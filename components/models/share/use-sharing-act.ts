'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { modelsKey } from '../../studio/data/query-keys';
import { type StudioError, studioFetch } from '../../studio/data/studio-fetch';
import { proposalsKey, sharedModelsKey } from './sharing-keys';

interface SharingAct {
  method: 'POST' | 'PUT' | 'DELETE';
  path: string;
  body?: unknown;
}

/** Does something with who may use a model, then reads again every list it may have changed. */
export function useSharingAct(onDone: () => void) {
  const queryClient = useQueryClient();
  return useMutation<unknown, StudioError, SharingAct>({
    mutationFn: ({ method, path, body }) => studioFetch(path, { method, body }),
    onSuccess: async () => {
      onDone();
      const keys = [modelsKey, sharedModelsKey, proposalsKey, ['proposal']];
      await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
    },
  });
}
