'use client';
import { ImageUp } from 'lucide-react';
import { type DragEvent, type ReactNode, useCallback, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { classNames } from '../ui/class-names';

interface DropPictureProps {
  onPicture: (file: File) => void;
  onRefused: (why: string) => void;
  children: ReactNode;
}

/** The first file of a drop or of the clipboard; `refuse` is called for what is none. */
function fileOf(items: DataTransfer, onPicture: (file: File) => void, refuse: () => void) {
  const isFolder = [...items.items].some((item) => item.webkitGetAsEntry?.()?.isDirectory);
  const [file] = items.files;
  if (isFolder) refuse();
  else if (file) onPicture(file);
}

/** Takes a picture that is dropped anywhere on it, or pasted anywhere on the page. */
export function DropPicture({ onPicture, onRefused, children }: DropPictureProps) {
  const t = useTranslations('pngInfo');
  const [depth, setDepth] = useState(0);
  const refuse = useCallback(() => onRefused(t('folder')), [onRefused, t]);
  const fromOutside = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  useEffect(() => {
    const paste = ({ clipboardData }: ClipboardEvent) => {
      if (clipboardData && clipboardData.files.length > 0) fileOf(clipboardData, onPicture, refuse);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [onPicture, refuse]);
  return (
    <section
      aria-label={t('picture')}
      className="relative flex min-h-0 min-w-0 flex-1 items-center justify-center bg-stage p-4 wide:p-8"
      onDragEnter={(event) => fromOutside(event) && setDepth(depth + 1)}
      onDragLeave={(event) => fromOutside(event) && setDepth(Math.max(0, depth - 1))}
      onDragOver={(event) => fromOutside(event) && event.preventDefault()}
      onDrop={(event) => {
        setDepth(0);
        if (!fromOutside(event)) return;
        event.preventDefault();
        fileOf(event.dataTransfer, onPicture, refuse);
      }}
    >
      {children}
      <div
        aria-hidden
        className={classNames(
          'pointer-events-none absolute inset-2 z-20 rounded-card border-2 border-dashed transition-colors quick',
          depth > 0 ? 'border-accent bg-accent-soft' : 'border-transparent',
        )}
      />
    </section>
  );
}

/** What the page is for, while there is no picture. */
export function NoPicture({ onChoose }: { onChoose: ReactNode }) {
  const t = useTranslations('pngInfo');
  return (
    <div className="appear grid justify-items-center gap-3 text-center">
      <ImageUp aria-hidden strokeWidth={1} className="size-12 text-faint" />
      <div>
        <p className="text-large font-semibold">{t('empty.title')}</p>
        <p className="mt-1 max-w-100 text-muted">{t('empty.note')}</p>
      </div>
      {onChoose}
    </div>
  );
}
