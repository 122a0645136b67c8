'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ModelView } from '@/lib/catalog/model-view';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { TextField } from '../ui/text-field';
import { useRenameModel } from './data/mutations';

/** Asks for a model’s new name; its picture and notes are renamed with it. */
export function RenameDialog({ model, onClose }: { model: ModelView | undefined; onClose: () => void }) {
  const t = useTranslations('models');
  return (
    <Dialog
      open={model !== undefined}
      onOpenChange={onClose}
      title={t('rename.title', { name: model?.name ?? '' })}
    >
      {model && <RenameForm key={model.id} model={model} onClose={onClose} />}
    </Dialog>
  );
}

function RenameForm({ model, onClose }: { model: ModelView; onClose: () => void }) {
  const acts = useTranslations('acts');
  const t = useTranslations('models');
  const [name, setName] = useState(model.name);
  const rename = useRenameModel();
  const submit = () => {
    const wanted = name.trim();
    if (wanted === '' || wanted === model.name) onClose();
    else rename.mutate({ id: model.id, version: model.version, name: wanted }, { onSuccess: onClose });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextField
        label={t('facts.name')}
        autoFocus
        onFocus={({ target }) => target.select()}
        spellCheck={false}
        autoComplete="off"
        value={name}
        error={rename.error?.message}
        onChange={({ target }) => setName(target.value)}
      />
      {model.kind === 'lora' && <p className="mt-2 text-small text-faint">{t('rename.note')}</p>}
      <div className="mt-6 flex justify-end gap-2">
        <Button onClick={onClose}>{acts('cancel')}</Button>
        <Button look="accent" type="submit" disabled={rename.isPending}>
          {acts('rename')}
        </Button>
      </div>
    </form>
  );
}
