import { relative, sep } from 'node:path';
import { AppError } from '@/lib/errors';
import { confine, isBelow } from './confine';
import { checkpointDir, dataDir } from './layout';

/** Absolute path of `relativePath` (with `/`) in the data directory. @throws AppError `bad_path` */
export const insideDataDir = (relativePath: string) => confine(dataDir(), relativePath);

/** Absolute path of a checkpoint of the catalogue. @throws AppError `bad_path` */
export const insideCheckpointDir = (relativePath: string) => confine(checkpointDir(), relativePath);

/** How rows name a file: relative to the data directory, with `/`. @throws AppError `bad_path` */
export function relativeToDataDir(absolutePath: string): string {
  if (!isBelow(dataDir(), absolutePath)) {
    throw new AppError({
      code: 'bad_path',
      status: 400,
      message: 'This file lies outside the data directory.',
    });
  }
  return relative(dataDir(), absolutePath).split(sep).join('/');
}
