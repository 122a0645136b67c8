'use client';
import { ImageUp } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { ChoosePictures } from '../canvas/choose-pictures';

interface EmptyPictureProps {
  onFiles: (files: File[]) => void;
  /** A mask is wanted. */
  isMask?: boolean;
}

/** What a place is for while it has no picture. */
export function EmptyPicture({ onFiles, isMask = false }: EmptyPictureProps) {
  const words = useTranslations('canvas');
  return (
    <div className="appear grid flex-1 place-content-center justify-items-center gap-3 bg-stage p-4 text-center">
      <ImageUp aria-hidden strokeWidth={1} className="size-12 text-faint" />
      <div>
        <p className="text-large font-semibold">{words(isMask ? 'empty.mask' : 'empty.title')}</p>
        <p className="mt-1 max-w-100 text-muted">{words(isMask ? 'empty.maskNote' : 'empty.note')}</p>
      </div>
      <ChoosePictures look="outlined" onFiles={onFiles}>
        <ImageUp />
        {words('choose')}
      </ChoosePictures>
    </div>
  );
}
