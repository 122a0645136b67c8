import type { PlacedPicture } from '@/lib/jobs/settle';

/** A picture that lies in the staging folder, complete and flushed to the disk. */
export interface StagedPicture extends Omit<PlacedPicture, 'path'> {
  /** Absolute path in the staging folder. */
  file: string;
}

export interface NewPicture extends Omit<StagedPicture, 'file'> {
  png: Buffer;
}
