'use client';
import type { StudioPicture } from '../data/studio-picture';
import { useStudio } from '../studio-context';
import { PictureFrame } from './picture-frame';
import { altOf, PictureImage } from './picture-image';

export function SinglePicture({ picture }: { picture: StudioPicture }) {
  const { stage } = useStudio();
  return (
    <PictureFrame width={picture.width} height={picture.height}>
      <button
        type="button"
        aria-label={`Full size: ${altOf(picture)}`}
        onClick={() => stage.setFullSize(true)}
        className="block size-full cursor-zoom-in"
      >
        <PictureImage picture={picture} />
      </button>
    </PictureFrame>
  );
}
