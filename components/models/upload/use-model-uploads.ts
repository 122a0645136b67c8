'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { refreshModelsNow } from '@/components/studio/data/refresh-models';
import { studioFetch } from '@/components/studio/data/studio-fetch';
import type { ModelKind } from '@/lib/catalog/model-view';
import type { DroppedFile } from '../../files/uploads/dropped-files';
import { uploadQueue } from '../../files/uploads/upload-queue';
import { guessKind } from './guess-kind';
import { sortFiles } from './sort-files';

/** Files that wait for somebody to say what they are. */
export interface Question {
  files: DroppedFile[];
  guess: ModelKind | null;
}

interface Options {
  /** Of each kind, where its files lie in a tree. */
  folders: Readonly<Record<ModelKind, string>>;
  /** The kind that is shown, if one is. */
  kind: ModelKind | null;
  /** They may be for everybody: it is asked for whom. */
  admin: boolean;
}

/** Uploads models: what is no model is refused, and the kind is asked once where the list does not say it. */
export function useModelUploads({ folders, kind, admin }: Options) {
  const queryClient = useQueryClient();
  const [question, setQuestion] = useState<Question | null>(null);
  const [pickles, setPickles] = useState<string[]>([]);
  const [others, setOthers] = useState<string[]>([]);
  useReadOnArrival(() => void refreshModelsNow(queryClient));

  const add = (files: readonly DroppedFile[], as: ModelKind, tree: 'own' | 'shared') =>
    uploadQueue.add(files, { tree, path: folders[as] });

  return {
    question,
    pickles,
    others,
    dismiss: () => {
      setPickles([]);
      setOthers([]);
    },
    offer: async (given: readonly DroppedFile[]) => {
      const sorted = sortFiles(given);
      setPickles(sorted.pickles.map(({ file }) => file.name));
      setOthers(sorted.others.map(({ file }) => file.name));
      const files = [...sorted.models, ...sorted.beside];
      const [first] = sorted.models;
      if (!first) return;
      if (kind !== null && !admin) add(files, kind, 'own');
      else setQuestion({ files, guess: kind ?? (await guessKind(first.file)) });
    },
    answer: (as: ModelKind, tree: 'own' | 'shared') => {
      if (question) add(question.files, as, tree);
      setQuestion(null);
    },
    cancel: () => setQuestion(null),
  };
}

/** Disks that tell nothing of changes are looked at when a file has come. */
function useReadOnArrival(refresh: () => void): void {
  useEffect(
    () =>
      uploadQueue.onArrival(() => {
        studioFetch('/api/models/refresh', { method: 'POST' }).then(refresh, () => {});
      }),
    [refresh],
  );
}
