'use client';
import { classNames } from '../../ui/class-names';
import { lastPreviewOf } from '../data/last-preview';
import { pictureUrl, type StudioPicture } from '../data/studio-picture';
import { useAlt } from './use-alt';

interface PictureImageProps {
  picture: StudioPicture;
  className?: string;
  lazy?: boolean;
}

/** The picture itself; until it is here, its blurred preview if there was one. */
export function PictureImage({ picture, className, lazy = false }: PictureImageProps) {
  const preview = lastPreviewOf(picture);
  const altOf = useAlt();
  return (
    // biome-ignore lint/performance/noImgElement: our own server has the file in its final form
    <img
      src={pictureUrl(picture)}
      alt={altOf(picture)}
      width={picture.width}
      height={picture.height}
      loading={lazy ? 'lazy' : 'eager'}
      decoding="async"
      draggable={false}
      style={preview ? { backgroundImage: `url(${preview})` } : undefined}
      className={classNames('block size-full bg-cover', className)}
    />
  );
}
