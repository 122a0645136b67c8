'use client';
import { useTranslations } from 'use-intl';
import type { FileEntry } from '@/lib/files/file-entry';
import { folderOf } from '@/lib/files/file-entry';
import { toast } from '../ui/toast';
import { fileAddress, type Place } from './data/file-places';
import { useCopy, useMoveToTrash, useRestore } from './data/mutations';

/** What can be done with files that are chosen, whether by a button, a key or the menu. */
export function useFileActions(tree: Place['tree'], { onError }: { onError: (message: string) => void }) {
  const t = useTranslations('files');
  const trash = useMoveToTrash(tree);
  const restore = useRestore(tree);
  const copy = useCopy(tree);
  const failed = { onError: (error: Error) => onError(error.message) };
  return {
    /** One file as it is, several or a folder as an archive. */
    download: (entries: readonly FileEntry[]) => {
      const [only] = entries;
      if (!only) return;
      if (entries.length === 1 && only.kind === 'file')
        follow(fileAddress('files/content', tree, { path: only.path }));
      else submit(fileAddress('files/archive', tree), entries);
    },
    moveToTrash: (entries: readonly FileEntry[]) => {
      const paths = entries.filter(({ fixed }) => !fixed).map(({ path }) => path);
      if (paths.length === 0) return;
      trash.mutate(
        { paths },
        { ...failed, onSuccess: () => void toast(t('trashed', { count: paths.length })) },
      );
    },
    duplicate: (entries: readonly FileEntry[]) => {
      const [first] = entries;
      if (first) copy.mutate({ paths: entries.map(({ path }) => path), to: folderOf(first.path) }, failed);
    },
    restore,
    busy: trash.isPending || copy.isPending,
  };
}

function follow(address: string): void {
  const link = Object.assign(document.createElement('a'), { href: address, download: '' });
  link.click();
}

/** A form, because an address holds only so many paths. */
function submit(address: string, entries: readonly FileEntry[]): void {
  const form = Object.assign(document.createElement('form'), { action: address, method: 'POST' });
  for (const { path } of entries)
    form.append(
      Object.assign(document.createElement('input'), { type: 'hidden', name: 'path', value: path }),
    );
  document.body.append(form);
  form.submit();
  form.remove();
}
