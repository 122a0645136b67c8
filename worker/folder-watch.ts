import { type FSWatcher, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { log } from '@/lib/log';

export interface FolderWatchOptions {
  /** Also what lies in folders below. */
  isDeep: boolean;
  /** The folder, or one above it: where not even this is there, nothing is watched until the next `refresh`. */
  base: string;
}

/** Tells when something changes in a folder and below, also when the folder is made only later. */
export class FolderWatch {
  #watcher: FSWatcher | null = null;
  /** What is watched, with the number and time of its inode: a folder that is made anew needs a new watch. */
  #watched = '';
  #isClosed = false;

  /** @param folder absolute */
  constructor(
    readonly folder: string,
    readonly options: FolderWatchOptions,
    readonly changed: () => void,
  ) {}

  /**
   * Looks where to watch: at the folder, or at the nearest one above it that is there. Call it after each change, because
   * the folder itself may have been made or removed, and now and then.
   */
  async refresh(): Promise<void> {
    // Again, because folders may have been made between looking and watching.
    while (await this.#refreshOnce());
  }

  /** @returns whether another place is watched now */
  async #refreshOnce(): Promise<boolean> {
    const place = await this.#nearest();
    if (this.#isClosed || (this.#watcher && place?.key === this.#watched)) return false;
    this.#watcher?.close();
    this.#watcher = null;
    if (!place) return false;
    try {
      // Never the whole of somebody's folder: it may hold a hundred thousand pictures.
      const recursive = place.path === this.folder && this.options.isDeep;
      this.#watcher = watch(place.path, { recursive }, this.changed);
      this.#watched = place.key;
      this.#watcher.on('error', (error) => this.#lost(error));
      return true;
    } catch (error) {
      this.#lost(error);
      return false;
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#watcher?.close();
  }

  async #nearest(): Promise<{ path: string; key: string } | null> {
    for (let path = this.folder; ; path = dirname(path)) {
      const found = await stat(path).catch(() => null);
      if (found) return { path, key: `${found.dev} ${found.ino} ${found.birthtimeMs} ${path}` };
      if (path === this.options.base) return null;
    }
  }

  #lost(error: unknown): void {
    log.debug({ err: error, folder: this.folder }, 'a folder cannot be watched; it is read every minute');
    this.#watcher?.close();
    this.#watcher = null;
  }
}
