import type { PlacedPicture } from '@/lib/jobs/settle';
import type { PictureFormat } from '@/lib/pictures/picture-format';

/** A picture that lies in the staging folder, complete and flushed to the disk. */
export interface StagedPicture extends Omit<PlacedPicture, 'path'> {
  /** Absolute path in the staging folder. */
  file: string;
  /** SHA-256 of its samples, where its name may tell it. */
  samplesHash?: string;
  /** Files that go where it goes. */
  beside?: readonly StagedBeside[];
}

/** A file that is called like the picture it lies beside, but for its ending. It has no row and is no picture of the gallery. */
export interface StagedBeside {
  /** Such as `.txt` or `-mask.png`. */
  ending: string;
  /** Absolute path in the staging folder. */
  file: string;
}

export interface NewBeside {
  ending: string;
  bytes: Buffer;
}

export interface NewPicture extends Omit<StagedPicture, 'file' | 'beside'> {
  bytes: Buffer;
  format: PictureFormat;
  beside?: readonly NewBeside[];
}

/** A picture that was sent and is kept, as a file in the staging folder. */
export interface StagedInit {
  /** Absolute. */
  file: string;
  name: string;
}

export interface NewInit {
  /** Of the file where it is kept: the MD5 of its pixels. */
  name: string;
  bytes: Buffer;
}
