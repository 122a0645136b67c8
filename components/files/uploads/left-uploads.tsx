'use client';
import { X } from 'lucide-react';
import { nameOf } from '@/lib/files/file-entry';
import { formatBytes } from '@/lib/files/format-bytes';
import type { UploadView } from '@/lib/files/uploads/upload-row';
import { IconButton } from '../../ui/icon-button';
import { useRefreshFiles } from '../data/queries';

/** Uploads from before a reload: a page can’t open files by itself again. */
export function LeftUploads({ uploads }: { uploads: readonly UploadView[] }) {
  const refresh = useRefreshFiles();
  const cancel = async (id: string) => {
    await fetch(`/api/uploads/${id}`, { method: 'DELETE', headers: { 'tus-resumable': '1.0.0' } });
    await refresh();
  };
  return (
    <section aria-label="Unfinished uploads" className="border-t px-4 py-2">
      <p className="text-small text-muted">
        Not finished. Choose the same files again in the same folder; what was sent is not sent again.
      </p>
      <ul>
        {uploads.map(({ id, path, size, received }) => (
          <li key={id} className="flex items-center gap-2">
            <span title={path} className="min-w-0 flex-1 truncate">
              {nameOf(path)}
            </span>
            <span className="shrink-0 text-small text-faint">
              {formatBytes(received)} of {formatBytes(size)}
            </span>
            <IconButton label={`Cancel ${nameOf(path)}`} onClick={() => void cancel(id)} className="-mr-2">
              <X />
            </IconButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
