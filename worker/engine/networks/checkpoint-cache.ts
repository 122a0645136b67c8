import { DerivedFiles, type WriteOptions } from '../derived/derived-files';
import { withFloat32Copy } from '../derived/float32-copy';
import type { Device } from '../device/device';
import { availableMemory } from '../device/memory';
import { EngineError } from '../errors';
import type { Log } from '../log';
import { checkpointMemory } from './checkpoint-memory';
import { LoadedCheckpoint } from './loaded-checkpoint';
import { checkpointWeights } from './network-weights';
import type { OpenCheckpoint } from './open-checkpoint';

/** How many checkpoints stay in memory: one, or as many as leave so many bytes of memory free. */
export type KeepPolicy = 'one' | { reserved: number };

export interface CheckpointCacheOptions {
  device: Device;
  log: Log;
  keep?: KeepPolicy;
  /** Bytes the process may still take. */
  freeMemory?: () => number;
  /** The engine's own cache on the disk; nothing is kept there unless said. */
  derived?: DerivedFiles;
}

const GIB = 2 ** 30;
const gib = (bytes: number) => `${(bytes / GIB).toFixed(1)} GiB`;

/** Checkpoints in memory, the one unused for longest given up first. */
export class CheckpointCache {
  readonly #options: Required<CheckpointCacheOptions>;
  /** In the order of their last use. */
  readonly #loaded = new Map<string, LoadedCheckpoint>();

  /** Bytes of files that they are mapped from. */
  readonly #mapped = new WeakMap<LoadedCheckpoint, number>();

  readonly #rssAtStart = process.memoryUsage.rss();
  #hasGivenUp = false;

  constructor(options: CheckpointCacheOptions) {
    const derived = new DerivedFiles({ log: options.log });
    this.#options = { keep: 'one', freeMemory: availableMemory, derived, ...options };
  }

  has(key: string): boolean {
    return this.#loaded.has(key);
  }

  /** Of the loaded checkpoints' files, in the order of their last use. */
  get paths(): string[] {
    return [...this.#loaded.values()].map(({ checkpoint }) => checkpoint.file.path);
  }

  /** A loaded checkpoint, which counts as used now. */
  get(key: string): LoadedCheckpoint | undefined {
    const known = this.#loaded.get(key);
    if (known) {
      this.#loaded.delete(key);
      this.#loaded.set(key, known);
    }
    return known;
  }

  /**
   * Loads a checkpoint that is not loaded yet, after making room for it.
   * @throws EngineError `out-of-memory` when it does not fit even alone; others of loading
   */
  async load(checkpoint: OpenCheckpoint): Promise<LoadedCheckpoint> {
    const { device, log, derived } = this.#options;
    const { file, model } = checkpoint;
    const weights = await withFloat32Copy(derived, checkpointWeights(file, model.architecture));
    const memory = checkpointMemory(weights);
    await this.#makeRoom(memory.copied + memory.mapped);
    const loaded = await LoadedCheckpoint.load(checkpoint, device, log, derived);
    this.#loaded.set(checkpoint.key, loaded);
    this.#mapped.set(loaded, memory.mapped);
    return loaded;
  }

  /** Stores on the disk what would make loaded checkpoints load quicker the next time. */
  async keepCopies(options: WriteOptions): Promise<void> {
    const next = () => [...this.#loaded.values()].find(({ networks }) => networks.lacksCopies);
    for (let found = next(); found; found = next()) await found.networks.keepCopies(options);
  }

  async release(): Promise<void> {
    while (this.#loaded.size > 0) await this.#giveUpOldest();
  }

  /** Gives checkpoints up until the next one and the reserve fit. The reserve never stands in the way of a single one. */
  async #makeRoom(needed: number): Promise<void> {
    const { keep, device, log } = this.#options;
    const wanted = keep === 'one' ? Number.POSITIVE_INFINITY : needed + keep.reserved;
    while (this.#loaded.size > 0 && this.#free() < wanted) {
      const [oldest] = this.#loaded.values();
      log('info', `gives up ${oldest!.checkpoint.file.path}`);
      await this.#giveUpOldest();
    }
    const free = this.#free() + this.#reusable();
    if (device.name !== 'cpu' || free >= needed) return;
    throw new EngineError(
      'out-of-memory',
      `This checkpoint takes ${gib(needed)} of memory and ${gib(free)} are free. Choose a smaller checkpoint.`,
    );
  }

  /** Without the pages of files that loaded checkpoints read at every step. */
  #free(): number {
    let free = this.#options.freeMemory();
    for (const loaded of this.#loaded.values()) free -= this.#mapped.get(loaded) ?? 0;
    return Math.max(0, free);
  }

  /** Memory that given-up checkpoints have left with the process: its allocator keeps some, and uses it again. */
  #reusable(): number {
    const isEmpty = this.#hasGivenUp && this.#loaded.size === 0;
    return isEmpty ? Math.max(0, process.memoryUsage.rss() - this.#rssAtStart) : 0;
  }

  async #giveUpOldest(): Promise<void> {
    const [[key, oldest]] = this.#loaded as unknown as [[string, LoadedCheckpoint]];
    this.#loaded.delete(key);
    this.#hasGivenUp = true;
    await oldest.release();
  }
}
