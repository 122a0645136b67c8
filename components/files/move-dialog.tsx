'use client';
import { ChevronRight, Folder } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { FileEntry, IfTaken } from '@/lib/files/file-entry';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Skeleton } from '../ui/skeleton';
import { Breadcrumb } from './breadcrumb';
import type { Place } from './data/file-places';
import { useMove } from './data/mutations';
import { useFolder } from './data/queries';

interface MoveDialogProps {
  open: boolean;
  onOpenChange: () => void;
  tree: Place['tree'];
  /** The folder they are in. */
  from: string;
  entries: readonly FileEntry[];
}

export function MoveDialog({ open, onOpenChange, tree, from, entries }: MoveDialogProps) {
  const t = useTranslations('files');
  const [only] = entries;
  const what =
    entries.length === 1 && only ? t('move.one', { name: only.name }) : t('items', { count: entries.length });
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('move.title', { what })}>
      <ChooseFolder {...{ tree, from, entries }} onDone={onOpenChange} />
    </Dialog>
  );
}

type ChooseFolderProps = Pick<MoveDialogProps, 'tree' | 'from' | 'entries'> & { onDone: () => void };

function ChooseFolder({ tree, from, entries, onDone }: ChooseFolderProps) {
  const acts = useTranslations('acts');
  const t = useTranslations('files');
  const [to, setTo] = useState(from);
  const folder = useFolder(tree, to, { sort: 'name', descending: false });
  const move = useMove(tree);
  const folders = (folder.data?.pages.flatMap((page) => page.entries) ?? []).filter(
    ({ kind }) => kind === 'folder',
  );
  const moving = new Set(entries.map(({ path }) => path));
  const submit = (ifTaken: IfTaken) =>
    move.mutate({ paths: [...moving], to, ifTaken }, { onSuccess: onDone });
  const open = (path: string) => {
    move.reset();
    setTo(path);
  };
  return (
    <div className="grid gap-3">
      <Breadcrumb tree={tree} path={to} onOpen={open} />
      <ul aria-label={t('move.folders')} className="h-64 overflow-y-auto rounded-control bg-raised p-1">
        {folder.isPending && <Skeleton className="h-8" />}
        {folders.map(({ path, name }) => (
          <li key={path}>
            <button
              type="button"
              disabled={moving.has(path)}
              onClick={() => open(path)}
              className="control-height flex w-full items-center gap-2 rounded-small px-2 text-left hover:bg-hover disabled:opacity-45"
            >
              <Folder aria-hidden className="size-4 shrink-0 fill-accent/25 text-accent" />
              <span className="min-w-0 flex-1 truncate">{name}</span>
              <ChevronRight aria-hidden className="size-4 text-faint" />
            </button>
          </li>
        ))}
        {!folder.isPending && folders.length === 0 && (
          <li className="px-2 py-1.5 text-muted">{t('move.empty')}</li>
        )}
      </ul>
      {move.error && (
        <p role="alert" className="text-danger">
          {move.error.message}
        </p>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        {move.error?.code === 'name_taken' ? (
          <>
            <Button onClick={() => submit('skip')}>{t('move.skip')}</Button>
            <Button onClick={() => submit('replace')}>{acts('replace')}</Button>
            <Button look="accent" onClick={() => submit('keep-both')}>
              {acts('keepBoth')}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={onDone}>{acts('cancel')}</Button>
            <Button look="accent" disabled={to === from || move.isPending} onClick={() => submit('refuse')}>
              {t('move.here')}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
