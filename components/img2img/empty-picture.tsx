'use client';
import { ImageUp } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { ChoosePictures } from '../canvas/choose-pictures';
import { EmptyState } from '../ui/empty-state';

interface EmptyPictureProps {
  onFiles: (files: File[]) => void;
  /** A mask is wanted. */
  isMask?: boolean;
}

/** What a place is for while it has no picture. */
export function EmptyPicture({ onFiles, isMask = false }: EmptyPictureProps) {
  const words = useTranslations('canvas');
  return (
    <EmptyState
      icon={ImageUp}
      title={words(isMask ? 'empty.mask' : 'empty.title')}
      note={words(isMask ? 'empty.maskNote' : 'empty.note')}
      className="flex-1 place-content-center bg-stage p-4"
    >
      <ChoosePictures look="outlined" onFiles={onFiles}>
        <ImageUp />
        {words('choose')}
      </ChoosePictures>
    </EmptyState>
  );
}
