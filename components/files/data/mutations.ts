'use client';
import { useMutation } from '@tanstack/react-query';
import { type StudioError, studioFetch } from '@/components/studio/data/studio-fetch';
import type { IfTaken } from '@/lib/files/file-entry';
import { fileAddress, type Place } from './file-places';
import { useRefreshFiles } from './queries';

function useChange<Fields, Answer>(route: string, tree: Place['tree']) {
  const refresh = useRefreshFiles();
  return useMutation<Answer, StudioError, Fields>({
    mutationFn: (body) => studioFetch<Answer>(fileAddress(route, tree), { method: 'POST', body }),
    onSettled: refresh,
  });
}

type Paths = { paths: (string | null)[] };

export const useMakeFolder = (tree: Place['tree']) =>
  useChange<{ path: string; parents?: true }, { path: string }>('files/folders', tree);
export const useRename = (tree: Place['tree']) =>
  useChange<{ path: string; name: string }, { path: string }>('files/rename', tree);
export const useMove = (tree: Place['tree']) =>
  useChange<{ paths: string[]; to: string; ifTaken?: IfTaken }, Paths>('files/move', tree);
export const useCopy = (tree: Place['tree']) =>
  useChange<{ paths: string[]; to: string }, Paths>('files/copy', tree);
export const useMoveToTrash = (tree: Place['tree']) =>
  useChange<{ paths: string[] }, object>('files/trash', tree);
export const useRestore = (tree: Place['tree']) =>
  useChange<{ ids: string[]; ifTaken?: IfTaken }, Paths>('files/trash/restore', tree);
export const useDeleteForGood = (tree: Place['tree']) =>
  useChange<{ ids?: string[] }, object>('files/trash/delete', tree);
