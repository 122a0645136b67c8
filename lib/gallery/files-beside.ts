import { extname } from 'node:path';
import { PICTURE_FORMATS } from '@/lib/pictures/picture-format';

/** What the files that a job puts beside a picture (worker/saving) have behind its name. */
const ENDINGS = [
  '.txt',
  '.jpg',
  ...['-mask', '-mask-composite'].flatMap((kind) => PICTURE_FORMATS.map((format) => `${kind}.${format}`)),
];

/** Paths that files beside a picture would have, each in the folder of the picture. */
export function pathsBeside(path: string): string[] {
  const stem = path.slice(0, path.length - extname(path).length);
  return ENDINGS.map((ending) => stem + ending).filter((beside) => beside !== path);
}
