'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FoundStyle, PromptStyle } from '@/lib/generation/styles';
import { stylesKey } from '../data/query-keys';
import { type StudioError, studioFetch } from '../data/studio-fetch';

const ROUTE = '/api/prompt/styles';

/** Saves and deletes one's own styles; both answer all styles there are then. */
export function useStyleMutations() {
  const queryClient = useQueryClient();
  const onSuccess = (styles: FoundStyle[]) => queryClient.setQueryData(stylesKey, styles);
  const save = useMutation<FoundStyle[], StudioError, PromptStyle & { was?: string }>({
    mutationFn: (style) => studioFetch(ROUTE, { method: 'POST', body: style }),
    onSuccess,
  });
  const remove = useMutation<FoundStyle[], StudioError, string>({
    mutationFn: (name) => studioFetch(ROUTE, { method: 'DELETE', body: { name } }),
    onSuccess,
  });
  return { save, remove };
}
