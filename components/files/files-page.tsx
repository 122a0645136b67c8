'use client';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'use-intl';
import { placeOf } from './data/file-places';
import { FolderView } from './folder-view';
import { Places } from './places';
import { TrashView } from './trash-view';
import { UploadPanel } from './uploads/upload-panel';

/** The own files as in a file manager; for admins those that are shared as well. */
export function FilesPage({ admin }: { admin: boolean }) {
  const t = useTranslations('files');
  const place = placeOf(useSearchParams());
  return (
    <main className="relative flex min-h-0 flex-1 flex-col bg-stage wide:flex-row">
      <h1 className="sr-only">{t('title')}</h1>
      <Places place={place} admin={admin} />
      {place.path === null ? (
        <TrashView key={place.tree} tree={place.tree} />
      ) : (
        <FolderView key={place.tree} tree={place.tree} path={place.path} />
      )}
      <UploadPanel tree={place.tree} />
    </main>
  );
}
