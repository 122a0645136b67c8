import { open } from 'node:fs/promises';
import { unreadable } from './bad-picture';
import { sharp } from './decoders';
import { exifComment } from './exif-comment';
import { gifComment } from './gif-comment';
import { novelAiInfotext } from './novel-ai';

/** What a picture's file says of it. */
export interface PictureMetadata {
  /** Pixels, the way up the picture is shown. */
  width: number;
  height: number;
  /** e.g. `png` */
  format: string;
  /** The text it was made with, as tools write it; null: none. */
  infotext: string | null;
  /** Its other texts, by keyword. */
  texts: Record<string, string>;
}

/** Where the text of a PNG stands. */
const PARAMETERS = 'parameters';
/** How much of a GIF is looked through for its comment. */
const GIF_BYTES = 1024 * 1024;

/**
 * Reads what a picture's file says of it; its pixels are not decoded.
 * @param source its bytes, or its absolute path
 * @throws BadPicture
 */
export async function readPictureMetadata(source: Buffer | string): Promise<PictureMetadata> {
  if (source.length === 0) throw unreadable();
  const metadata = await sharp(source, { pages: 1, limitInputPixels: false })
    .metadata()
    .catch((cause) => {
      throw unreadable(cause);
    });
  const { autoOrient, format, comments = [], exif } = metadata;
  const { [PARAMETERS]: parameters, ...texts } = Object.fromEntries(
    comments.map(({ keyword, text }) => [keyword, text]),
  );
  const comment = exif ? exifComment(exif) : format === 'gif' ? gifComment(await beginning(source)) : null;
  const infotext = novelAiInfotext(texts, autoOrient) ?? comment ?? parameters ?? null;
  return { ...autoOrient, format, infotext, texts };
}

async function beginning(source: Buffer | string): Promise<Buffer> {
  if (typeof source !== 'string') return source;
  const file = await open(source);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(GIF_BYTES), 0, GIF_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
