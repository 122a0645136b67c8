'use client';
import { X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { nameOf } from '@/lib/files/file-entry';
import { formatBytes } from '@/lib/files/format-bytes';
import type { UploadView } from '@/lib/files/uploads/upload-row';
import { IconButton } from '../../ui/icon-button';
import { useRefreshFiles } from '../data/queries';

/** Uploads from before a reload: a page can’t open files by itself again. */
export function LeftUploads({ uploads }: { uploads: readonly UploadView[] }) {
  const t = useTranslations('files');
  const refresh = useRefreshFiles();
  const cancel = async (id: string) => {
    await fetch(`/api/uploads/${id}`, { method: 'DELETE', headers: { 'tus-resumable': '1.0.0' } });
    await refresh();
  };
  return (
    <section aria-label={t('left.title')} className="border-t px-4 py-2">
      <p className="text-small text-muted">{t('left.note')}</p>
      <ul>
        {uploads.map(({ id, path, size, received }) => (
          <li key={id} className="flex items-center gap-2">
            <span title={path} className="min-w-0 flex-1 truncate">
              {nameOf(path)}
            </span>
            <span className="shrink-0 text-small text-faint">
              {t('partOf', { sent: formatBytes(received), size: formatBytes(size) })}
            </span>
            <IconButton
              label={t('cancelOne', { name: nameOf(path) })}
              onClick={() => void cancel(id)}
              className="-mr-2"
            >
              <X />
            </IconButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
