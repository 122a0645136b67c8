import { stat } from 'node:fs/promises';

/** Values of adapters kept at most. */
const CAPACITY_BYTES = 512 * 1024 ** 2;

/** Adapters that were read, the longest unused dropped first; a file that changed is read again. */
export class AdapterShelf {
  readonly #entries = new Map<string, { bytes: number; value: unknown }>();
  #bytes = 0;

  constructor(readonly capacity: number = CAPACITY_BYTES) {}

  /**
   * @param use what it is read for; the same file may be read differently for another checkpoint
   * @returns the value, and a key that changes when the file does
   */
  async get<Value extends { bytes: number }>(
    path: string,
    use: string,
    read: (path: string) => Promise<Value>,
  ): Promise<{ key: string; value: Value }> {
    const { size, mtimeMs } = await stat(path).catch(() => ({ size: 0, mtimeMs: 0 }));
    const key = `${path} ${size} ${mtimeMs}`;
    const id = `${key} ${use}`;
    const known = this.#entries.get(id);
    if (known) {
      this.#entries.delete(id);
      this.#entries.set(id, known);
      return { key, value: known.value as Value };
    }
    const value = await read(path);
    this.#entries.set(id, { bytes: value.bytes, value });
    this.#bytes += value.bytes;
    for (const [oldest, { bytes }] of this.#entries) {
      if (this.#bytes <= this.capacity || oldest === id) break;
      this.#entries.delete(oldest);
      this.#bytes -= bytes;
    }
    return { key, value };
  }
}
