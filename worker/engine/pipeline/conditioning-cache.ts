/** What the denoiser is told by a text. */
export interface Conditioning {
  /** (S, C), 77 tokens for each chunk. */
  context: Float32Array;
  /** SDXL: the text's pooled vector. */
  pooled?: Float32Array;
}

/** Values kept at most: 8 million floats are 32 MB, some 130 chunks of SD 1.5. */
const CAPACITY = 8_000_000;

/** Encoded prompts, the longest unused dropped first. */
export class ConditioningCache {
  readonly #entries = new Map<string, Conditioning>();
  #size = 0;

  get(key: string): Conditioning | undefined {
    const found = this.#entries.get(key);
    if (found) {
      this.#entries.delete(key);
      this.#entries.set(key, found);
    }
    return found;
  }

  set(key: string, conditioning: Conditioning): void {
    const known = this.#entries.get(key);
    this.#size += conditioning.context.length - (known?.context.length ?? 0);
    this.#entries.delete(key);
    this.#entries.set(key, conditioning);
    for (const [oldest, { context }] of this.#entries) {
      if (this.#size <= CAPACITY || oldest === key) break;
      this.#entries.delete(oldest);
      this.#size -= context.length;
    }
  }
}
