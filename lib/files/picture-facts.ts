import type { Tree } from '@/lib/data-dir';
import { sharp } from '@/lib/pictures/decoders';
import { exifComment } from './exif-comment';
import { findFile } from './find-entry';
import { isRaster } from './is-raster';

export interface PictureFacts {
  /** Pixels, the way up the picture is shown. */
  width: number;
  height: number;
  format: string;
  /** The infotext it was made with (PNG text `parameters`, or the Exif comment of JPEG and WebP); null: none. */
  parameters: string | null;
}

/** What a picture says of itself; null for what is none. @throws AppError `file_not_found` … */
export async function pictureFacts(tree: Tree, path: string): Promise<PictureFacts | null> {
  const { absolute } = await findFile(tree, path);
  if (!(await isRaster(absolute))) return null;
  const metadata = await sharp(absolute, { pages: 1 })
    .metadata()
    .catch(() => null);
  if (!metadata) return null;
  const { autoOrient, format, comments = [], exif } = metadata;
  const text = comments.find(({ keyword }) => keyword === 'parameters')?.text;
  return { ...autoOrient, format, parameters: text ?? (exif ? exifComment(exif) : null) };
}
