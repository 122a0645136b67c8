'use client';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { classNames } from '../ui/class-names';
import { PictureRefused } from './open-picture';

interface TakePicturesProps {
  /** Says what the place is for. */
  label: string;
  onFiles: (files: File[]) => void;
  /** Of a folder that was dropped. */
  onRefused: (refused: PictureRefused) => void;
  /** Also what is pasted anywhere on the page. */
  takesPaste?: boolean;
  className?: string;
  children: ReactNode;
}

/** A place that takes pictures that are dropped on it, or pasted. */
export function TakePictures(props: TakePicturesProps) {
  const { label, takesPaste = false, className, children } = props;
  const [depth, setDepth] = useState(0);
  const now = useRef(props);
  useEffect(() => {
    now.current = props;
  });
  const take = ({ items, files }: DataTransfer) => {
    const isFolder = [...items].some((item) => item.webkitGetAsEntry?.()?.isDirectory);
    if (isFolder) now.current.onRefused(new PictureRefused('folder'));
    else if (files.length > 0) now.current.onFiles([...files]);
  };
  const taking = useRef(take);
  taking.current = take;
  useEffect(() => {
    if (!takesPaste) return;
    const paste = ({ clipboardData }: ClipboardEvent) => {
      if (clipboardData && clipboardData.files.length > 0) taking.current(clipboardData);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [takesPaste]);
  const isFromOutside = ({ dataTransfer }: React.DragEvent) => dataTransfer.types.includes('Files');
  return (
    <section
      aria-label={label}
      className={classNames('relative min-h-0 min-w-0', className)}
      onDragEnter={(event) => isFromOutside(event) && setDepth(depth + 1)}
      onDragLeave={(event) => isFromOutside(event) && setDepth(Math.max(0, depth - 1))}
      onDragOver={(event) => isFromOutside(event) && event.preventDefault()}
      onDrop={(event) => {
        setDepth(0);
        if (!isFromOutside(event)) return;
        event.preventDefault();
        take(event.dataTransfer);
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
