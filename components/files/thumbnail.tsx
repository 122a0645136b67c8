'use client';
import { useState } from 'react';
import type { FileEntry } from '@/lib/files/file-entry';
import { classNames } from '../ui/class-names';
import { fileAddress, type Place } from './data/file-places';
import { FileIcon } from './file-icon';

interface ThumbnailProps {
  tree: Place['tree'];
  entry: FileEntry;
  className?: string;
  iconClassName?: string;
}

/** The picture made small, or the icon of what is none. */
export function Thumbnail({ tree, entry, className, iconClassName }: ThumbnailProps) {
  const [failed, setFailed] = useState(false);
  if (!entry.picture || failed) return <FileIcon {...entry} className={iconClassName} />;
  return (
    // biome-ignore lint/performance/noImgElement: already made small, and cached
    <img
      src={fileAddress('files/preview', tree, { path: entry.path, size: '256', v: entry.modifiedAt })}
      alt=""
      loading="lazy"
      decoding="async"
      draggable={false}
      onError={() => setFailed(true)}
      className={classNames('appear object-cover', className)}
    />
  );
}
