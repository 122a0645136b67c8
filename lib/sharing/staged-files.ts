import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { cp, lstat, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { log } from '@/lib/log';

/** Folders of files on their way begin so: no list shows names that start with a dot, no scan reads them. */
const PREFIX = '.moving-';
/** What a process left behind that ended in the middle. */
const OLD_MS = 24 * 60 * 60 * 1000;

/** A folder for files on their way, on the disk of the folder they come to or go from. */
export class StagedFiles {
  readonly #folder: string;
  #made = false;

  /** @param root absolute */
  constructor(readonly root: string) {
    this.#folder = join(root, `${PREFIX}${randomUUID()}`);
  }

  /** Where a file of that name is put meanwhile. Absolute. */
  async placeFor(name: string): Promise<string> {
    if (!this.#made) await mkdir(this.#folder);
    this.#made = true;
    return join(this.#folder, name);
  }

  /** Copies a file or folder; what is answered is whole, and on the disk. Where the disk can, it takes no space. */
  async copy(from: string): Promise<string> {
    const to = await this.placeFor(basename(from));
    await cp(from, to, {
      recursive: true,
      preserveTimestamps: true,
      dereference: true,
      mode: constants.COPYFILE_FICLONE,
    });
    await sync(to);
    return to;
  }

  /** Removes what is left; also what others left here long ago. */
  async clear(): Promise<void> {
    try {
      await rm(this.#folder, { recursive: true, force: true });
      for (const name of await readdir(this.root)) {
        const path = join(this.root, name);
        if (name.startsWith(PREFIX) && (await lstat(path)).mtimeMs < Date.now() - OLD_MS)
          await rm(path, { recursive: true, force: true });
      }
    } catch (error) {
      log.warn({ err: error, root: this.root }, 'files that were moved could not be cleared away');
    }
  }
}

async function sync(path: string): Promise<void> {
  if ((await lstat(path)).isDirectory()) {
    for (const name of await readdir(path)) await sync(join(path, name));
    return;
  }
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Whether a rename will do. */
export async function onOneDisk(one: string, other: string): Promise<boolean> {
  return (await stat(one)).dev === (await stat(other)).dev;
}
