import { constants } from 'node:fs';
import { appendFile, copyFile, link, open, readFile, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/** A line of the manifest: this staged file was going to be placed there. */
export interface Placement {
  /** Name in the staging folder. */
  staged: string;
  /** Relative to the data directory, with `/`. */
  path: string;
  /** Somebody else's file had that name. */
  taken?: true;
  /** It goes along with pictures and has no row of its own. */
  rowless?: true;
}

const manifestFile = (stagingDirectory: string) => join(stagingDirectory, 'manifest.jsonl');

/** Notes where a file is about to go, before it goes there, so that a crash leaves no file nobody knows of. */
export async function notePlacement(stagingDirectory: string, placement: Placement): Promise<void> {
  await appendFile(manifestFile(stagingDirectory), `${JSON.stringify(placement)}\n`);
}

/** Where files of this staging folder may have gone. A last line that was cut off names a file that never went. */
export async function readPlacements(stagingDirectory: string): Promise<Placement[]> {
  const text = await readFile(manifestFile(stagingDirectory), 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  const placements = lines.filter(Boolean).map((line) => JSON.parse(line) as Placement);
  const taken = new Set(placements.filter(({ taken }) => taken).map(({ path }) => path));
  return placements.filter(({ path }) => !taken.has(path));
}

/** Errors of file systems that have no hard links, or none to there. */
const NO_LINKS = new Set(['EXDEV', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/** Gives a complete file a second name. @throws `EEXIST` when the name is taken; nothing is ever replaced */
export async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (!NO_LINKS.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    await copyDurably(from, to);
  }
}

async function copyDurably(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to, constants.COPYFILE_EXCL);
    const handle = await open(to, 'r+');
    await handle.datasync().finally(() => handle.close());
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') await unlink(to).catch(() => {});
    throw error;
  }
}

/** Whether `placed` is the staged file under another name, or as much of a copy of it as a crash has left. */
export async function isPlacedCopy(staged: string, placed: string): Promise<boolean> {
  try {
    const [a, b] = await Promise.all([stat(staged), stat(placed)]);
    if (a.dev === b.dev && a.ino === b.ino) return true;
    if (b.size > a.size) return false;
    const [whole, part] = await Promise.all([readFile(staged), readFile(placed)]);
    return whole.subarray(0, part.length).equals(part);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
