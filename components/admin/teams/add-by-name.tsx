'use client';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/text-field';

/** Adds somebody whose name one knows; who is who in the whole house is for admins to look up. */
export function AddByName({ onAdd }: { onAdd: (name: string, onAdded: () => void) => void }) {
  const acts = useTranslations('acts');
  const t = useTranslations('admin');
  const [name, setName] = useState('');
  return (
    <form
      className="flex items-end gap-2 rounded-control bg-panel p-3"
      onSubmit={(event) => {
        event.preventDefault();
        onAdd(name, () => setName(''));
      }}
    >
      <div className="min-w-0 flex-1">
        <TextField
          compact
          label={t('teams.addByName')}
          autoComplete="off"
          autoCapitalize="none"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      <Button type="submit" look="outlined" disabled={name.trim() === ''}>
        <Plus />
        {acts('add')}
      </Button>
    </form>
  );
}
