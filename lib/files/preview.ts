import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDir, type Tree } from '@/lib/data-dir';
import { AppError } from '@/lib/errors';
import { sharp } from '@/lib/pictures/decoders';
import { type Found, findFile } from './find-entry';
import { isRaster } from './is-raster';

export const PREVIEW_SIZES = [256, 512, 1600] as const;
export type PreviewSize = (typeof PREVIEW_SIZES)[number];

const LARGEST_FILE = 256 * 1024 * 1024;
/** 16,384 × 16,384. */
const MOST_PIXELS = 268_435_456;

export const previewsDir = () => join(cacheDir(), 'previews');

/**
 * The picture made small (longest side `size`, never larger than it is), as WebP. Drawn anew from its pixels, so nothing
 * else that lies in the file gets out with it. Kept in the cache until the file changes.
 *
 * @throws AppError `no_picture` (415) for what is none, or one too large
 */
export async function previewOf(tree: Tree, path: string, size: PreviewSize): Promise<Buffer> {
  return previewOfFound(await findFile(tree, path), size);
}

/** Another text for another picture or size. */
export function previewKey({ absolute, stats }: Omit<Found, 'path'>, size: PreviewSize): string {
  return createHash('sha256')
    .update(JSON.stringify([absolute, stats.size, stats.mtimeMs, stats.ino, size]))
    .digest('hex');
}

/** The same for a file that was found. */
export async function previewOfFound(found: Omit<Found, 'path'>, size: PreviewSize): Promise<Buffer> {
  const { absolute, stats } = found;
  const cached = join(previewsDir(), `${previewKey(found, size)}.webp`);
  const known = await readFile(cached).catch(() => null);
  if (known) return known;
  if (stats.size > LARGEST_FILE || !(await isRaster(absolute))) throw noPicture();
  const preview = await sharp(absolute, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 })
    .rotate()
    .resize({ width: size, height: size, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: size > 512 ? 90 : 80 })
    .toBuffer()
    .catch((cause) => {
      throw noPicture(cause);
    });
  await keep(cached, preview);
  return preview;
}

/** A cache that can’t be written costs time, nothing else. */
async function keep(path: string, preview: Buffer): Promise<void> {
  const staged = `${path}.${randomUUID()}`;
  try {
    await mkdir(previewsDir(), { recursive: true });
    await writeFile(staged, preview);
    await rename(staged, path);
  } catch {
    await rm(staged, { force: true }).catch(() => {});
  }
}

const noPicture = (cause?: unknown) =>
  new AppError({
    code: 'no_picture',
    status: 415,
    message: 'This file can’t be shown as a picture. Download it to look at it.',
    cause,
  });
