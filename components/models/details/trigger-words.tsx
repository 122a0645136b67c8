'use client';
import { Plus } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { ModelView } from '@/lib/catalog/model-view';
import { useEditModel } from '../data/mutations';
import { EditableText } from './editable-text';

interface TriggerWordsProps {
  model: ModelView;
  editable: boolean;
  onAdd: (words: string) => void;
}

/** The words a model answers to; a click adds them to the prompt. */
export function TriggerWords({ model, editable, onAdd }: TriggerWordsProps) {
  const t = useTranslations('models');
  const edit = useEditModel();
  const save = (text: string, version: number) => {
    const words = text.split(/[,\n]/).map((word) => word.trim());
    const given = [...new Set(words.filter((word) => word !== ''))];
    return edit.mutateAsync({ id: model.id, version, triggerWords: given.length > 0 ? given : null });
  };
  return (
    <EditableText
      label={t('trigger.title')}
      value={model.triggerWords.join(', ')}
      version={model.version}
      editable={editable}
      hint={t('trigger.hint')}
      onSave={save}
    >
      {model.triggerWords.length === 0 ? null : (
        <ul className="flex flex-wrap gap-1">
          {model.triggerWords.map((word) => (
            <li key={word} className="max-w-full">
              <button
                type="button"
                title={t('trigger.add', { word })}
                onClick={() => onAdd(word)}
                className="flex min-h-7 max-w-full items-center gap-1 rounded-full bg-hover px-3 py-1 text-left break-words text-text transition-colors quick hover:bg-accent-soft hover:text-accent-text pointer-coarse:min-h-10"
              >
                <Plus aria-hidden className="-ml-1 size-3.5 shrink-0 text-faint" />
                <span className="min-w-0">{word}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </EditableText>
  );
}
