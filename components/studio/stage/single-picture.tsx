'use client';
import { useTranslations } from 'use-intl';
import type { StudioPicture } from '../data/studio-picture';
import { useStudio } from '../studio-context';
import { PictureFrame } from './picture-frame';
import { PictureImage } from './picture-image';
import { useAlt } from './use-alt';

export function SinglePicture({ picture }: { picture: StudioPicture }) {
  const { stage } = useStudio();
  const words = useTranslations('stage');
  const altOf = useAlt();
  return (
    <PictureFrame width={picture.width} height={picture.height}>
      <button
        type="button"
        aria-label={words('fullSizeOf', { alt: altOf(picture) })}
        onClick={() => stage.setFullSize(true)}
        className="block size-full cursor-zoom-in"
      >
        <PictureImage key={picture.id} picture={picture} />
      </button>
    </PictureFrame>
  );
}
