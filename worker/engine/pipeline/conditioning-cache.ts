/** Values kept at most: 8 million floats are 32 MB, some 130 chunks of SD 1.5. */
const CAPACITY = 8_000_000;

/** Encoded prompts, the longest unused dropped first. */
export class ConditioningCache {
  readonly #entries = new Map<string, Float32Array>();
  #size = 0;

  get(key: string): Float32Array | undefined {
    const found = this.#entries.get(key);
    if (found) {
      this.#entries.delete(key);
      this.#entries.set(key, found);
    }
    return found;
  }

  set(key: string, conditioning: Float32Array): void {
    this.#size += conditioning.length - (this.#entries.get(key)?.length ?? 0);
    this.#entries.delete(key);
    this.#entries.set(key, conditioning);
    for (const [oldest, { length }] of this.#entries) {
      if (this.#size <= CAPACITY || oldest === key) break;
      this.#entries.delete(oldest);
      this.#size -= length;
    }
  }
}
