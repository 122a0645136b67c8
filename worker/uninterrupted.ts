/** Measures for how long something has been seen without a gap. Times in milliseconds. */
export class Uninterrupted {
  #since: number | null = null;
  #last = Number.NEGATIVE_INFINITY;

  constructor(readonly longestGapMs: number) {}

  /** It is seen now. Answers for how long it has been, without a gap. */
  seen(now: number): number {
    if (this.#since === null || now - this.#last > this.longestGapMs) this.#since = now;
    this.#last = now;
    return now - this.#since;
  }
}
