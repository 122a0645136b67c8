'use client';
import { Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { folderOf, type TrashEntry } from '@/lib/files/file-entry';
import { formatBytes } from '@/lib/files/format-bytes';
import { useTimes } from '../place/use-times';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { IconButton } from '../ui/icon-button';
import { Skeleton } from '../ui/skeleton';
import { toast } from '../ui/toast';
import { ConfirmDialog } from './confirm-dialog';
import type { Place } from './data/file-places';
import { useDeleteForGood, useRestore } from './data/mutations';
import { useTrash } from './data/queries';
import { FileIcon } from './file-icon';
import { daysLeft } from './file-words';
import { Notice } from './notice';

/** What was thrown away, to be brought back or deleted for good. */
export function TrashView({ tree }: { tree: Place['tree'] }) {
  const times = useTimes();
  const t = useTranslations('files');
  const { data: items, error } = useTrash(tree, true);
  const restore = useRestore(tree);
  const remove = useDeleteForGood(tree);
  const [confirming, setConfirming] = useState<TrashEntry | 'all' | null>(null);
  const bytes = items?.reduce((sum, item) => sum + item.bytes, 0) ?? 0;
  const problem = error ?? restore.error ?? remove.error;

  const bringBack = (item: TrashEntry) =>
    restore.mutate(
      { ids: [item.id], ifTaken: 'keep-both' },
      {
        onSuccess: ({ paths }) =>
          void toast(t('trash.restored', { folder: folderOf(paths[0] ?? '') || t(`places.${tree}`) })),
      },
    );
  const deleteNow = () => {
    remove.mutate(confirming === 'all' || confirming === null ? {} : { ids: [confirming.id] });
    setConfirming(null);
  };

  return (
    <section aria-label={t('places.trash')} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex shrink-0 items-center gap-2 px-4 py-2 wide:px-6">
        <h2 className="control-height flex items-center text-large font-semibold">{t('places.trash')}</h2>
        <p className="min-w-0 flex-1 truncate text-muted">
          {items && items.length > 0
            ? `${t('items', { count: items.length })}, ${formatBytes(bytes)}`
            : t('trash.keeps')}
        </p>
        {items && items.length > 0 && (
          <Button look="danger" onClick={() => setConfirming('all')}>
            <Trash2 />
            {t('trash.empty')}
          </Button>
        )}
      </header>
      {problem && <Notice>{problem.message}</Notice>}
      <ul aria-label={t('trash.things')} className="min-h-0 flex-1 overflow-y-auto px-2 pb-4 wide:px-4">
        {!items && <Skeleton className="h-12" />}
        {items?.length === 0 && (
          <li>
            <EmptyState icon={Trash2} title={t('trash.isEmpty')} className="min-h-80 place-content-center" />
          </li>
        )}
        {items?.map((item) => (
          <li
            key={item.id}
            className="group flex items-center gap-3 rounded-control px-2 py-1 hover:bg-hover"
          >
            <FileIcon {...item} className="size-6 shrink-0" />
            <div className="min-w-0 flex-1">
              <p className="truncate">{item.name}</p>
              <p className="truncate text-small text-faint">
                {t('trash.from', {
                  folder: folderOf(item.originalPath) || t(`places.${tree}`),
                  gone: t('trash.goneIn', { days: daysLeft(item.deletedAt) }),
                })}
              </p>
            </div>
            <span className="hidden w-36 text-muted wide:block">{times.recent(item.deletedAt)}</span>
            <span className="hidden w-20 text-right text-muted wide:block">{formatBytes(item.bytes)}</span>
            <div className="flex">
              <IconButton label={t('trash.restore', { name: item.name })} onClick={() => bringBack(item)}>
                <Undo2 />
              </IconButton>
              <IconButton
                label={t('trash.delete', { name: item.name })}
                look="danger"
                onClick={() => setConfirming(item)}
              >
                <Trash2 />
              </IconButton>
            </div>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={confirming !== null}
        onCancel={() => setConfirming(null)}
        onConfirm={deleteNow}
        title={
          confirming === 'all' ? t('trash.askEmpty') : t('trash.askDelete', { name: confirming?.name ?? '' })
        }
        act={t('trash.deleteForGood')}
      >
        {t('trash.noWayBack', {
          what:
            confirming === 'all'
              ? t('trash.willBeGone', { count: items?.length ?? 0 })
              : t('trash.itWillBeGone'),
        })}
      </ConfirmDialog>
    </section>
  );
}
