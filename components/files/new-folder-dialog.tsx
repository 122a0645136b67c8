'use client';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { pathIn } from '@/lib/files/file-entry';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { TextField } from '../ui/text-field';
import type { Place } from './data/file-places';
import { useMakeFolder } from './data/mutations';

interface NewFolderDialogProps {
  open: boolean;
  onOpenChange: () => void;
  tree: Place['tree'];
  path: string;
  onMade: (path: string) => void;
}

export function NewFolderDialog({ open, onOpenChange, tree, path, onMade }: NewFolderDialogProps) {
  const acts = useTranslations('acts');
  const t = useTranslations('files');
  const [name, setName] = useState('');
  const make = useMakeFolder(tree);
  const close = () => {
    setName('');
    make.reset();
    onOpenChange();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate(
      { path: pathIn(path, name.trim()) },
      {
        onSuccess: (made) => {
          close();
          onMade(made.path);
        },
      },
    );
  };
  return (
    <Dialog open={open} onOpenChange={close} title={t('newFolder')}>
      <form onSubmit={submit} className="grid gap-4">
        <TextField
          label={t('columns.name')}
          autoFocus
          autoComplete="off"
          value={name}
          error={make.error?.message}
          onChange={(event) => setName(event.target.value)}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={close}>{acts('cancel')}</Button>
          <Button type="submit" look="accent" disabled={name.trim() === '' || make.isPending}>
            {t('makeFolder')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
