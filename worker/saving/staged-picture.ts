import type { PlacedPicture } from '@/lib/jobs/settle';
import type { PictureFormat } from '@/lib/pictures/picture-format';

/** A picture that lies in the staging folder, complete and flushed to the disk. */
export interface StagedPicture extends Omit<PlacedPicture, 'path'> {
  /** Absolute path in the staging folder. */
  file: string;
  /** SHA-256 of its samples, where its name may tell it. */
  samplesHash?: string;
}

export interface NewPicture extends Omit<StagedPicture, 'file'> {
  bytes: Buffer;
  format: PictureFormat;
}
