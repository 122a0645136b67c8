import { type FSWatcher, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { log } from '@/lib/log';

interface Watched {
  whose: string;
  /** Number and time of its inode: a folder that is made anew needs a new watch. */
  inode: string;
  watcher: FSWatcher;
}

/**
 * Tells when something changes in folders, and in whose. Each folder is watched by itself, not what lies below it:
 * watching deeply takes a handle for every file.
 */
export class FolderWatches {
  /** By path. */
  readonly #watched = new Map<string, Watched>();

  constructor(readonly changed: (whose: string) => void) {}

  /** How many folders are watched. */
  get size(): number {
    return this.#watched.size;
  }

  /**
   * Watches a folder, if it is there and can be watched. Call it before the folder is read, so that nothing is missed.
   *
   * @param folder absolute
   * @returns whether it is there
   */
  async add(folder: string, whose: string): Promise<boolean> {
    const found = await stat(folder).catch(() => null);
    if (!found?.isDirectory()) return false;
    const inode = `${found.dev} ${found.ino} ${found.birthtimeMs}`;
    const before = this.#watched.get(folder);
    if (before?.inode === inode && before.whose === whose) return true;
    this.#close(folder);
    try {
      const watcher = watch(folder, () => this.changed(whose));
      watcher.on('error', (error) => this.#lost(folder, error));
      this.#watched.set(folder, { whose, inode, watcher });
    } catch (error) {
      this.#lost(folder, error);
    }
    return true;
  }

  /**
   * Watches the nearest folder above one that is not there, where it will be made.
   *
   * @param base the highest that is watched, which may be the folder itself
   * @returns what is watched; null: not even that is there
   */
  async addAbove(folder: string, base: string, whose: string): Promise<string | null> {
    for (let path = folder; path !== base; ) {
      path = dirname(path);
      if (await this.add(path, whose)) return path;
    }
    return null;
  }

  /** Ends the watches of folders that are no longer meant. @param isAsked whose watches are judged */
  keepOnly(folders: ReadonlySet<string>, isAsked: (whose: string) => boolean): void {
    for (const [folder, { whose }] of this.#watched)
      if (isAsked(whose) && !folders.has(folder)) this.#close(folder);
  }

  close(): void {
    for (const folder of [...this.#watched.keys()]) this.#close(folder);
  }

  #close(folder: string): void {
    this.#watched.get(folder)?.watcher.close();
    this.#watched.delete(folder);
  }

  #lost(folder: string, error: unknown): void {
    log.debug({ err: error, folder }, 'a folder cannot be watched; it is read every minute');
    this.#close(folder);
  }
}
