'use client';
import { Upload } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { type DroppedFile, filesOfDrop, filesOfInput } from '../../files/uploads/dropped-files';
import { useFileDrop } from '../../ui/use-file-drop';

interface ModelDropProps {
  /** What they will be, if the list says it. */
  as: string | null;
  onFiles: (files: DroppedFile[]) => void;
  children: ReactNode;
}

/** Takes files and folders that are dropped from outside. */
export function ModelDrop({ as, onFiles, children }: ModelDropProps) {
  const t = useTranslations('models');
  const { isOver, handlers } = useFileDrop(async (dropped) => {
    // What comes from another page has no entries; after the first wait the list is empty.
    const plain = filesOfInput(dropped.files);
    const found = await filesOfDrop(dropped.items);
    onFiles(found.length > 0 ? found : plain);
  });
  return (
    <section aria-label={t('title')} {...handlers} className="relative flex min-h-0 min-w-0 flex-1 flex-col">
      {children}
      {isOver && (
        <div className="appear pointer-events-none absolute inset-2 z-20 grid place-items-center rounded-card border-2 border-dashed border-accent bg-accent-soft">
          <p className="flex items-center gap-2 rounded-control bg-popover px-4 py-3 text-large font-semibold shadow-popover">
            <Upload aria-hidden className="size-5 text-accent-text" />
            {as ? t('upload.dropAs', { kind: as }) : t('upload.drop')}
          </p>
        </div>
      )}
    </section>
  );
}
