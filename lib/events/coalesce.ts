interface Entry {
  again: boolean;
  urgent: boolean;
  /** Null while the work is being done. */
  timer: NodeJS.Timeout | null;
}

/**
 * Runs `work` for each key soon after it was asked for, at most once every `intervalMs`, never twice at once. What is
 * asked for meanwhile becomes one more run, so the last state is always seen.
 */
export class Coalescer<Key> {
  readonly #entries = new Map<Key, Entry>();

  constructor(
    readonly intervalMs: number,
    readonly work: (key: Key) => Promise<void>,
  ) {}

  ask(key: Key): void {
    const entry = this.#entries.get(key);
    if (entry) entry.again = true;
    else void this.#run(key);
  }

  /** As `ask`, without waiting for the interval to pass. */
  askNow(key: Key): void {
    const entry = this.#entries.get(key);
    if (!entry) void this.#run(key);
    else if (entry.timer) {
      clearTimeout(entry.timer);
      void this.#run(key);
    } else entry.urgent = true;
  }

  async #run(key: Key): Promise<void> {
    const entry: Entry = { again: false, urgent: false, timer: null };
    this.#entries.set(key, entry);
    await this.work(key);
    if (entry.urgent) return this.#run(key);
    entry.timer = setTimeout(() => {
      this.#entries.delete(key);
      if (entry.again) void this.#run(key);
    }, this.intervalMs);
    entry.timer.unref();
  }
}
