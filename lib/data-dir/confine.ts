import { lstatSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { AppError } from '@/lib/errors';

/** Names Windows reserves for devices, with or without an extension. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
/** Half of a character: no file system can write it, and Node would write something else. */
const LONE_SURROGATE = /\p{Surrogate}/u;
const LONGEST_NAME = 255;
const LONGEST_PATH = 4096;

/** Whether `name` is safe as the name of one file or folder on every system we run on. */
export function isPlainName(name: string): boolean {
  return (
    name !== '' &&
    name !== '.' &&
    name !== '..' &&
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
    !/[\u0000-\u001f\u007f/\\:*?"<>|]/.test(name) &&
    !/[. ]$/.test(name) &&
    !DEVICE.test(name) &&
    !LONE_SURROGATE.test(name) &&
    Buffer.byteLength(name) <= LONGEST_NAME
  );
}

/**
 * The absolute path of something below `root`, given from outside with `/` between names.
 * Links are followed as far as the path exists, and where they lead must lie below `root` as well.
 *
 * @throws AppError `bad_path` (400) when the path is not plain or leads elsewhere.
 */
export function confine(root: string, relativePath: string): string {
  const names = relativePath.split('/');
  const plain = names.every((name) => name !== '..' && name !== '.' && name !== '' && isReadableName(name));
  if (!plain || isAbsolute(relativePath) || Buffer.byteLength(relativePath) > LONGEST_PATH) throw badPath();
  const path = join(root, ...names);
  if (!isBelow(realPath(root), realPath(path))) throw badPath();
  return path;
}

/** Names of files that exist may hold what we would never write (`a:b`, a trailing dot), where the system allows it. */
function isReadableName(name: string): boolean {
  if (process.platform === 'win32') return isPlainName(name);
  return !/[\0\\]/.test(name) && !LONE_SURROGATE.test(name) && Buffer.byteLength(name) <= LONGEST_NAME;
}

/** Whether `path` lies below `root`. Both absolute; links are not followed. */
export function isBelow(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Follows links in as much of the path as exists. A link to nowhere counts as leading outside. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code !== 'ENOENT' || isDangling(path)) throw badPath(cause);
    const parent = dirname(path);
    return parent === path ? path : join(/* turbopackIgnore: true */ realPath(parent), basename(path));
  }
}

function isDangling(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

export const badPath = (cause?: unknown) =>
  new AppError({
    code: 'bad_path',
    status: 400,
    message: 'This path can’t be used. Give a path inside your own folder, with “/” between names.',
    cause,
  });
