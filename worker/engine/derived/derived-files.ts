import { createHash, randomUUID } from 'node:crypto';
import { lstat, mkdir, open, rename, rm, utimes } from 'node:fs/promises';
import path from 'node:path';
import { openSafetensors, type SafetensorsFile } from '../checkpoint/safetensors';
import type { Log } from '../log';
import type { DerivedTensor } from './derived-tensor';
import { isFiller, layoutOf } from './layout';
import { BOUNDS, type Bounds, EXTENSION, type FreeSpace, freeSpace, makeRoom, UNFINISHED } from './room';
import { MARK, writeFile } from './write-file';

/** A checkpoint in its present state: another size or time of change is another one. */
export type Source = Pick<SafetensorsFile, 'path' | 'size' | 'modified'>;

export interface DerivedFilesOptions {
  /** Absolute, in a folder that is there; made when something is first written. Without one nothing is kept. */
  folder?: string | undefined;
  log: Log;
  bounds?: Bounds;
  freeSpace?: FreeSpace;
}

export interface WriteOptions {
  metadata?: Record<string, string>;
  /** Awaited before each piece, so that the writer can be made to wait. */
  rest?: () => Promise<void>;
  /** Gives the writing up. */
  signal?: AbortSignal;
}

const SOURCE = 'atelier.source';
const KIND = 'atelier.kind';

const identityOf = ({ path, size, modified }: Source) => `${path} ${size} ${modified}`;

/**
 * Files that were computed from checkpoints and can be computed again: a folder of safetensors files, bounded in size,
 * shared by any number of processes. Any of them may be deleted at any time. Nothing here ever throws: a file that
 * cannot be read is not there, and one that cannot be written is not kept.
 */
export class DerivedFiles {
  readonly #options: Required<Omit<DerivedFilesOptions, 'folder'>>;
  readonly #folder: string | undefined;
  readonly #writing = new Map<string, Promise<SafetensorsFile | undefined>>();
  #hasWarned = false;

  constructor({ folder, ...options }: DerivedFilesOptions) {
    this.#folder = folder;
    this.#options = { bounds: BOUNDS, freeSpace, ...options };
  }

  /** Whether files are kept at all. */
  get isKept(): boolean {
    return this.#folder !== undefined;
  }

  /**
   * The file of a kind that was derived from a checkpoint as it is now, and counts as used now.
   * @param kind letters, digits and dashes; ends with the version of what makes it
   */
  async find(source: Source, kind: string): Promise<SafetensorsFile | undefined> {
    const file = this.#fileOf(source, kind);
    if (file === undefined) return undefined;
    try {
      if (!(await isThere(file))) return undefined;
      const opened = await this.#checked(file, source, kind);
      // Only says that it was used: a disk that cannot be written serves as well.
      await utimes(file, new Date(), MARK).catch(() => {});
      return opened;
    } catch (error) {
      if (!(await isThere(file))) return undefined;
      this.#options.log('warn', `The cache file ${file} was damaged and is made again: ${error}`);
      await this.#discard(file);
      return undefined;
    }
  }

  /**
   * Stores a file in place of the one that may be there. Tensors are read one after the other, never held together.
   * @returns the stored file; nothing when it could not be kept, which is logged
   */
  async write(
    source: Source,
    kind: string,
    tensors: readonly DerivedTensor[],
    options: WriteOptions = {},
  ): Promise<SafetensorsFile | undefined> {
    const file = this.#fileOf(source, kind);
    if (file === undefined) return undefined;
    const writing = this.#writing.get(file) ?? this.#write(file, source, kind, tensors, options);
    this.#writing.set(file, writing);
    try {
      return await writing;
    } catch (error) {
      if (!options.signal?.aborted)
        this.#warn(`The engine's cache could not be written, so loading stays slow: ${error}`);
      return undefined;
    } finally {
      this.#writing.delete(file);
    }
  }

  /** Deletes a file whose contents have proved wrong. */
  async forget(source: Source, kind: string): Promise<void> {
    const file = this.#fileOf(source, kind);
    if (file !== undefined) await this.#discard(file);
  }

  async #write(
    file: string,
    source: Source,
    kind: string,
    tensors: readonly DerivedTensor[],
    { metadata = {}, rest, signal }: WriteOptions,
  ): Promise<SafetensorsFile | undefined> {
    const { bounds, freeSpace: free, log } = this.#options;
    const folder = path.dirname(file);
    await made(folder);
    const layout = layoutOf(tensors, { ...metadata, [SOURCE]: identityOf(source), [KIND]: kind });
    if (!(await makeRoom(folder, layout.size, bounds, free))) {
      const megabytes = Math.ceil(layout.size / 1e6);
      log('info', `No room for ${megabytes} MB in the engine's cache: ${source.path} keeps loading slowly.`);
      return undefined;
    }
    const unfinished = path.join(folder, `${randomUUID()}${UNFINISHED}`);
    try {
      await writeFile(unfinished, layout, tensors, async () => {
        await rest?.();
        signal?.throwIfAborted();
      });
      await rename(unfinished, file);
      await synchronise(folder);
    } catch (error) {
      await rm(unfinished, { force: true }).catch(() => {});
      throw error;
    }
    return this.#checked(file, source, kind);
  }

  /** @throws when it is not the sound file that was written */
  async #checked(file: string, source: Source, kind: string): Promise<SafetensorsFile> {
    if (!(await lstat(file)).isFile()) throw new Error('it is not a file');
    const opened = await openSafetensors(file);
    const { [SOURCE]: from, [KIND]: of, ...metadata } = opened.metadata;
    if (from !== identityOf(source) || of !== kind) throw new Error('it was made from something else');
    if (opened.modified !== MARK.getTime()) throw new Error('it was changed after it was made');
    const tensors = new Map([...opened.tensors].filter(([name]) => !isFiller(name)));
    return { ...opened, metadata, tensors };
  }

  #fileOf(source: Source, kind: string): string | undefined {
    if (this.#folder === undefined) return undefined;
    const hash = createHash('sha256').update(identityOf(source)).digest('hex').slice(0, 32);
    return path.join(this.#folder, `${hash}.${kind}${EXTENSION}`);
  }

  async #discard(file: string): Promise<void> {
    await rm(file, { recursive: true, force: true }).catch((error) =>
      this.#warn(`The cache file ${file} cannot be deleted: ${error}`),
    );
  }

  /** Once: a disk that is full stays so, and every picture would say it again. */
  #warn(message: string): void {
    if (!this.#hasWarned) this.#options.log('warn', message);
    this.#hasWarned = true;
  }
}

/** Makes a folder that may be there. */
async function made(folder: string): Promise<void> {
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

const isThere = (file: string): Promise<boolean> =>
  lstat(file).then(
    () => true,
    () => false,
  );

/** Puts the new name on the disk, where the system can do that for folders. */
async function synchronise(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
