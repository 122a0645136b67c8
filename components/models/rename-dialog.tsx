'use client';
import { useState } from 'react';
import type { ModelView } from '@/lib/catalog/model-view';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { TextField } from '../ui/text-field';
import { useRenameModel } from './data/mutations';

/** Asks for a model’s new name; its picture and notes are renamed with it. */
export function RenameDialog({ model, onClose }: { model: ModelView | undefined; onClose: () => void }) {
  return (
    <Dialog open={model !== undefined} onOpenChange={onClose} title={`Rename “${model?.name ?? ''}”`}>
      {model && <RenameForm key={model.id} model={model} onClose={onClose} />}
    </Dialog>
  );
}

function RenameForm({ model, onClose }: { model: ModelView; onClose: () => void }) {
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
        label="Name"
        autoFocus
        onFocus={({ target }) => target.select()}
        spellCheck={false}
        autoComplete="off"
        value={name}
        error={rename.error?.message}
        onChange={({ target }) => setName(target.value)}
      />
      {model.kind === 'lora' && (
        <p className="mt-2 text-small text-faint">Prompts call it by its name: write the new one in yours.</p>
      )}
      <div className="mt-6 flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button look="accent" type="submit" disabled={rename.isPending}>
          Rename
        </Button>
      </div>
    </form>
  );
}
