'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type StudioError, studioFetch } from '../studio/data/studio-fetch';

export interface ApiAct {
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  body?: unknown;
}

/** Does something on the server, then reads again what it may have changed: everything below `key`. */
export function useAct<Answer = unknown>(key: readonly string[], onDone?: (answer: Answer) => void) {
  const queryClient = useQueryClient();
  return useMutation<Answer, StudioError, ApiAct>({
    mutationFn: ({ method, path, body }) => studioFetch<Answer>(path, { method, body }),
    onSuccess: async (answer) => {
      onDone?.(answer);
      await queryClient.invalidateQueries({ queryKey: key });
    },
  });
}
