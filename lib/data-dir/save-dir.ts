import { isAbsolute, join, relative, sep } from 'node:path';
import { badPath, isBelow, isPlainName } from './confine';
import { dataDir, type OutputKind, userDir } from './layout';
import { insideTree } from './trees';

/** Where clients that know no people say that pictures belong; each person has their own. */
export const OUTPUTS = 'outputs';

/** `path` below `root` with `/` between names, empty for the root itself; null when it lies elsewhere. */
function below(root: string, path: string): string | null {
  if (relative(root, path) === '') return '';
  return isBelow(root, path) ? relative(root, path).split(sep).join('/') : null;
}

/**
 * Where in a person’s own folder the pictures of a request belong that says so itself, relative to that folder. An absolute
 * path begins with the data directory: it lies in the person’s folder, or it names the data directory or its `outputs`,
 * which are the person’s own then. Another path is below their `outputs`.
 *
 * @throws AppError `bad_path` for everything else, also for what leads elsewhere through links
 */
export function savePathOf(userName: string, given: string): string {
  const path = wayInOwnFolder(userName, given.replace(/\/+$/, '') || given);
  // The day's folder, a person's own names and those of Windows alike.
  if (!path.split('/').every(isPlainName)) throw badPath();
  insideTree({ kind: 'own', userName }, path);
  return path;
}

function wayInOwnFolder(userName: string, given: string): string {
  if (!isAbsolute(given)) return `${OUTPUTS}/${given}`;
  // `..` is refused rather than followed.
  if (given.split(/[/\\]/).includes('..')) throw badPath();
  const own = below(userDir(userName), given);
  if (own !== null) return own === '' ? OUTPUTS : own;
  if (below(dataDir(), given) === '') return OUTPUTS;
  const shared = below(join(dataDir(), OUTPUTS), given);
  if (shared === null) throw badPath();
  return shared === '' ? OUTPUTS : `${OUTPUTS}/${shared}`;
}

/**
 * Where such a request’s pictures of a day lie; the day is the UTC one of `date`. Absolute.
 * @param savePath what `savePathOf` gave @throws AppError `bad_path`
 */
export function savedDir(userName: string, savePath: string, kind: OutputKind, date: Date): string {
  return insideTree({ kind: 'own', userName }, `${savePath}/${kind}/${date.toISOString().slice(0, 10)}`);
}
