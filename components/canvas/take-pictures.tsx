'use client';
import { type ReactNode, useEffect, useRef } from 'react';
import { classNames } from '../ui/class-names';
import { useFileDrop } from '../ui/use-file-drop';
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
  const { isOver, handlers } = useFileDrop(take);
  return (
    <section aria-label={label} className={classNames('relative min-h-0 min-w-0', className)} {...handlers}>
      {children}
      <div
        aria-hidden
        className={classNames(
          'pointer-events-none absolute inset-2 z-20 rounded-card border-2 border-dashed transition-colors quick',
          isOver ? 'border-accent bg-accent-soft' : 'border-transparent',
        )}
      />
    </section>
  );
}
