'use client';
import { Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { folderOf, type TrashEntry } from '@/lib/files/file-entry';
import { formatBytes } from '@/lib/files/format-bytes';
import { Button } from '../ui/button';
import { IconButton } from '../ui/icon-button';
import { Skeleton } from '../ui/skeleton';
import { placeName } from './breadcrumb';
import { ConfirmDialog } from './confirm-dialog';
import type { Place } from './data/file-places';
import { useDeleteForGood, useRestore } from './data/mutations';
import { useTrash } from './data/queries';
import { FileIcon } from './file-icon';
import { count, daysLeft, formatDate } from './file-words';
import { Notice } from './notice';

/** What was thrown away, to be brought back or deleted for good. */
export function TrashView({ tree }: { tree: Place['tree'] }) {
  const { data: items, error } = useTrash(tree, true);
  const restore = useRestore(tree);
  const remove = useDeleteForGood(tree);
  const [confirming, setConfirming] = useState<TrashEntry | 'all' | null>(null);
  const bytes = items?.reduce((sum, item) => sum + item.bytes, 0) ?? 0;
  const problem = error ?? restore.error ?? remove.error;

  const bringBack = (item: TrashEntry) =>
    restore.mutate(
      { ids: [item.id], ifTaken: 'keep-both' },
      { onSuccess: ({ paths }) => void toast(`Restored to ${folderOf(paths[0] ?? '') || placeName(tree)}.`) },
    );
  const deleteNow = () => {
    remove.mutate(confirming === 'all' || confirming === null ? {} : { ids: [confirming.id] });
    setConfirming(null);
  };

  return (
    <section aria-label="Trash" className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex shrink-0 items-center gap-2 px-4 py-2 wide:px-6">
        <h2 className="control-height flex items-center text-large font-semibold">Trash</h2>
        <p className="min-w-0 flex-1 truncate text-muted">
          {items && items.length > 0
            ? `${count(items.length, 'item')}, ${formatBytes(bytes)}`
            : 'Things stay here for 30 days.'}
        </p>
        {items && items.length > 0 && (
          <Button look="danger" onClick={() => setConfirming('all')}>
            <Trash2 />
            Empty trash
          </Button>
        )}
      </header>
      {problem && <Notice>{problem.message}</Notice>}
      <ul aria-label="Things in the trash" className="min-h-0 flex-1 overflow-y-auto px-2 pb-4 wide:px-4">
        {!items && <Skeleton className="h-12" />}
        {items?.length === 0 && (
          <li className="appear grid min-h-80 place-content-center justify-items-center gap-3 text-center">
            <Trash2 aria-hidden strokeWidth={1} className="size-12 text-faint" />
            <span className="text-large font-semibold">The trash is empty</span>
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
                from {folderOf(item.originalPath) || placeName(tree)} · deleted for good{' '}
                {daysLeft(item.deletedAt)}
              </p>
            </div>
            <span className="hidden w-36 text-muted wide:block">{formatDate(item.deletedAt)}</span>
            <span className="hidden w-20 text-right text-muted wide:block">{formatBytes(item.bytes)}</span>
            <div className="flex">
              <IconButton label={`Restore ${item.name}`} onClick={() => bringBack(item)}>
                <Undo2 />
              </IconButton>
              <IconButton
                label={`Delete ${item.name} for good`}
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
        title={confirming === 'all' ? 'Empty the trash?' : `Delete “${confirming?.name ?? ''}” for good?`}
        act="Delete for good"
      >
        {confirming === 'all' ? `${count(items?.length ?? 0, 'item')} will be gone.` : 'It will be gone.'}{' '}
        This can’t be taken back.
      </ConfirmDialog>
    </section>
  );
}
