import { join } from 'node:path';
import { AppError } from '@/lib/errors';
import { badPath, confine, isPlainName } from './confine';
import { type OutputKind, userDir } from './layout';
import { OUTPUTS, savePathOf } from './save-dir';

/** Folders of outputs that are where they are, even if an admin has put them on another disk. */
const USUAL: ReadonlySet<string> = new Set<OutputKind>([
  'txt2img-images',
  'txt2img-grids',
  'img2img-images',
  'img2img-grids',
  'extras-images',
]);

/**
 * Where below a person's `outputs` a folder is that an option names, with `/`, empty for `outputs` itself: a path below the
 * data directory or their own folder, or one that is relative. Null when it lies elsewhere, or is no plain path.
 */
export function outdirOf(userName: string, given: string): string | null {
  const path = given.replaceAll('\\', '/').replace(/^(?:\.\/)?outputs(?:\/+|$)/, '');
  try {
    const own = path === '' ? OUTPUTS : savePathOf(userName, path);
    if (own === OUTPUTS) return '';
    return own.startsWith(`${OUTPUTS}/`) ? own.slice(OUTPUTS.length + 1) : null;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/**
 * The folder of a person's pictures, absolute.
 * @param outdir what `outdirOf` gave, or a usual one
 * @param folders below it, the outermost first
 * @throws AppError `bad_path` for names that are not plain, and for what leads elsewhere through links
 */
export function outputFolder(userName: string, outdir: string, folders: readonly string[]): string {
  if (!folders.every(isPlainName)) throw badPath();
  const outputs = join(userDir(userName), OUTPUTS);
  const root = outdir === '' ? outputs : USUAL.has(outdir) ? join(outputs, outdir) : confine(outputs, outdir);
  return folders.length === 0 ? root : confine(root, folders.join('/'));
}
