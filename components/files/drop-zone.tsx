'use client';
import { Upload } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useTranslations } from 'use-intl';
import { nameOf, pathIn } from '@/lib/files/file-entry';
import { toast } from '../ui/toast';
import { useFileDrop } from '../ui/use-file-drop';
import type { Place } from './data/file-places';
import { useMakeFolder } from './data/mutations';
import { readDrop } from './uploads/dropped-files';
import { uploadQueue } from './uploads/upload-queue';

interface DropZoneProps extends ComponentProps<'section'> {
  place: { tree: Place['tree']; path: string };
}

const tellFailure = ({ message }: Error) => void toast.error(message);

/** Takes files and folders that are dropped from outside, and says where they will go. */
export function DropZone({ place, children, ...rest }: DropZoneProps) {
  const t = useTranslations('files');
  const make = useMakeFolder(place.tree);
  const { isOver, handlers } = useFileDrop(async ({ items }) => {
    const { files, emptyFolders } = await readDrop(items);
    uploadQueue.add(files, place);
    for (const folder of emptyFolders)
      make.mutate({ path: pathIn(place.path, folder), parents: true }, { onError: tellFailure });
  });
  return (
    <section
      aria-label={place.path === '' ? t(`places.${place.tree}`) : nameOf(place.path)}
      {...handlers}
      {...rest}
    >
      {children}
      {isOver && (
        <div className="appear pointer-events-none absolute inset-2 z-20 grid place-items-center rounded-card border-2 border-dashed border-accent bg-accent-soft wide:left-[calc(var(--rail-width)+8px)]">
          <p className="flex items-center gap-2 rounded-control bg-popover px-4 py-3 text-large font-semibold shadow-popover">
            <Upload aria-hidden className="size-5 text-accent-text" />
            {t('drop', { folder: place.path === '' ? t(`places.${place.tree}`) : nameOf(place.path) })}
          </p>
        </div>
      )}
    </section>
  );
}
