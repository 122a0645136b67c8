import { stat } from 'node:fs/promises';
import { insideDataDir } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { AppError } from '@/lib/errors';
import { previewOfFound } from '@/lib/files/preview';
import { findPicture } from '@/lib/jobs';
import { sharp } from '@/lib/pictures/decoders';

/** Longest side, pixels: one for the grid, one for a look at a single picture. */
export const THUMBNAIL_SIZES = [512, 1600] as const;
export type ThumbnailSize = (typeof THUMBNAIL_SIZES)[number];

const BLUR = 16;
/** By picture and size: a page and its prefetch ask for the same one at the same time. */
const making = new Map<string, Promise<Buffer>>();

/**
 * The person’s own picture made small, as WebP. Made once and kept in the cache; with the first one of a picture goes the
 * blurred look that stands in for it from then on.
 *
 * @throws AppError `picture_not_found` (404) also for other people’s, `picture_gone` (410)
 */
export async function thumbnailOf(userId: string, id: string, size: ThumbnailSize): Promise<Buffer> {
  const picture = await findPicture(userId, id);
  if (!picture) throw noSuchPicture();
  const key = `${picture.id} ${size}`;
  const known = making.get(key);
  if (known) return known;
  const made = makeThumbnail(picture, size).finally(() => making.delete(key));
  making.set(key, made);
  return made;
}

async function makeThumbnail({ id, path }: { id: string; path: string }, size: ThumbnailSize) {
  const absolute = insideDataDir(path);
  const stats = await stat(absolute).catch((cause) => {
    throw pictureGone(cause);
  });
  const thumbnail = await previewOfFound({ absolute, stats }, size);
  await keepLook(id, thumbnail);
  return thumbnail;
}

async function keepLook(id: string, thumbnail: Buffer): Promise<void> {
  const { rowCount } = await databasePool().query('SELECT 1 FROM picture_look WHERE picture_id = $1', [id]);
  if (rowCount) return;
  const blur = await sharp(thumbnail)
    .resize({ width: BLUR, height: BLUR, fit: 'inside' })
    .webp({ quality: 40 })
    .toBuffer();
  await databasePool().query(
    'INSERT INTO picture_look (picture_id, blur) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [id, blur.toString('base64')],
  );
}

const pictureGone = (cause: unknown) =>
  new AppError({
    code: 'picture_gone',
    status: 410,
    message: 'The file of this picture is no longer there. Make it again with “Use these”.',
    cause,
  });

const noSuchPicture = () =>
  new AppError({
    code: 'picture_not_found',
    status: 404,
    message: 'There is no such picture among yours. Reload the page to see those there are.',
  });
