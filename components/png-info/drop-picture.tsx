'use client';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { TakePictures } from '../canvas/take-pictures';

interface DropPictureProps {
  onPicture: (file: File) => void;
  onRefused: (why: string) => void;
  children: ReactNode;
}

/** Takes a picture that is dropped anywhere on it, or pasted anywhere on the page; of several the first. */
export function DropPicture({ onPicture, onRefused, children }: DropPictureProps) {
  const t = useTranslations('pngInfo');
  return (
    <TakePictures
      label={t('picture')}
      onFiles={([file]) => file && onPicture(file)}
      onRefused={() => onRefused(t('folder'))}
      takesPaste
      className="flex flex-1 items-center justify-center bg-stage p-4 wide:p-8"
    >
      {children}
    </TakePictures>
  );
}
