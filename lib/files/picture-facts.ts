import type { Tree } from '@/lib/data-dir';
import { BadPicture } from '@/lib/pictures/bad-picture';
import { readPictureMetadata } from '@/lib/pictures/picture-metadata';
import { findFile } from './find-entry';
import { isRaster } from './is-raster';

export interface PictureFacts {
  /** Pixels, the way up the picture is shown. */
  width: number;
  height: number;
  format: string;
  /** The infotext it was made with; null: none. */
  parameters: string | null;
}

/** What a picture says of itself; null for what is none. @throws AppError `file_not_found` … */
export async function pictureFacts(tree: Tree, path: string): Promise<PictureFacts | null> {
  const { absolute } = await findFile(tree, path);
  if (!(await isRaster(absolute))) return null;
  try {
    const { width, height, format, infotext } = await readPictureMetadata(absolute);
    return { width, height, format, parameters: infotext };
  } catch (error) {
    if (error instanceof BadPicture) return null;
    throw error;
  }
}
