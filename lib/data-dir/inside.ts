import { relative, sep } from 'node:path';
import { AppError } from '@/lib/errors';
import { confine, isBelow } from './confine';
import { dataDir } from './layout';

/** Absolute path of `relativePath` (with `/`) in the data directory. @throws AppError `bad_path` */
export const insideDataDir = (relativePath: string) => confine(dataDir(), relativePath);

/** Absolute path of a file in one of the folders that `rootsFor` names. @throws AppError `bad_path` */
export const insideRoot = (root: string, relativePath: string) => confine(root, relativePath);

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
