import { openPicture, PictureRefused } from '../canvas/open-picture';
import type { Size } from '../canvas/pixels/viewport';

let taken = 0;

/** A picture that waits in the batch. */
export interface BatchPicture extends Size {
  id: string;
  file: File;
  /** Its address in this page; whoever drops the picture revokes it. */
  address: string;
  state: 'waiting' | 'sent' | 'refused';
  /** Why it was refused. */
  problem?: string;
}

/** Looks at files one after the other, each may be large. Gives those that are pictures, and the first that is none. */
export async function readBatch(
  files: readonly File[],
): Promise<{ pictures: BatchPicture[]; refused: PictureRefused | null }> {
  const pictures: BatchPicture[] = [];
  let refused: PictureRefused | null = null;
  for (const file of files) {
    try {
      const { width, height, levels } = await openPicture(file);
      for (const level of levels) level.close();
      const address = URL.createObjectURL(file);
      pictures.push({ id: `${taken++}`, file, width, height, address, state: 'waiting' });
    } catch (error) {
      if (!(error instanceof PictureRefused)) throw error;
      refused ??= error;
    }
  }
  return { pictures, refused };
}
