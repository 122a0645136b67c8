'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'use-intl';
import type { ModelView } from '@/lib/catalog/model-view';
import { changeForm } from '../studio/form/form-storage';
import { toast } from '../ui/toast';
import { useRestoreModel, useTrashModel } from './data/mutations';
import { jobsWords } from './share/share-words';
import { callOf, isInsertable, withModel, withWords } from './with-model';

/** How long an act can be taken back on the spot. */
const UNDO_MS = 8_000;

export interface ModelActions {
  /** Goes to Txt2img with the model in the form; what was typed there stays. */
  use: (model: ModelView) => void;
  /** Adds words to the prompt, without leaving. */
  addWords: (words: string) => void;
  download: (model: ModelView) => void;
  trash: (model: ModelView) => void;
}

interface Options {
  userName: string;
  onError: (message: string) => void;
}

/** What can be done with a model, whether by a button, a key or the menu. */
export function useModelActions({ userName, onError }: Options): ModelActions {
  const acts = useTranslations('acts');
  const t = useTranslations('models');
  const router = useRouter();
  const trash = useTrashModel();
  const restore = useRestoreModel();
  const failed = { onError: ({ message }: Error) => onError(message) };
  return {
    use: (model) => {
      if (!isInsertable(model)) return;
      changeForm('txt2img', userName, (values) => withModel(values, model));
      toast(
        model.kind === 'checkpoint'
          ? t('use.isCheckpoint', { name: model.name })
          : t('use.isInPrompt', { call: callOf(model) ?? '' }),
      );
      router.push('/txt2img');
    },
    addWords: (words) => {
      changeForm('txt2img', userName, (values) => withWords(values, words));
      toast(t('use.wordsInPrompt', { words }));
    },
    download: ({ id }) => {
      const address = `/api/models/${id}/file`;
      Object.assign(document.createElement('a'), { href: address, download: '' }).click();
    },
    trash: ({ id, name, kind }) =>
      trash.mutate(id, {
        ...failed,
        onSuccess: (trashed) =>
          void toast(t('trashed', { name }), {
            // What has become of one's jobs may be a reason to take it back.
            ...(trashed.jobs > 0 && { description: jobsWords(trashed.jobs, kind, t) }),
            duration: trashed.jobs > 0 ? 2 * UNDO_MS : UNDO_MS,
            action: { label: acts('undo'), onClick: () => restore.mutate(trashed, failed) },
          }),
      }),
  };
}

/** Whether somebody may describe, rename and throw away a model. */
export const mayChange = ({ isOwn }: ModelView, admin: boolean) => isOwn || admin;
