/**
 * Runs `work` for each key soon after it was asked for, at most once every `intervalMs`, never twice at once. What is
 * asked for meanwhile becomes one more run, so the last state is always seen.
 */
export class Coalescer<Key> {
  readonly #entries = new Map<Key, { again: boolean; timer: NodeJS.Timeout | null }>();

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
    if (entry?.timer) {
      clearTimeout(entry.timer);
      void this.#run(key);
    } else this.ask(key);
  }

  stop(): void {
    for (const { timer } of this.#entries.values()) if (timer) clearTimeout(timer);
    this.#entries.clear();
  }

  async #run(key: Key): Promise<void> {
    const entry: { again: boolean; timer: NodeJS.Timeout | null } = { again: false, timer: null };
    this.#entries.set(key, entry);
    await this.work(key);
    if (this.#entries.get(key) !== entry) return;
    entry.timer = setTimeout(() => {
      this.#entries.delete(key);
      if (entry.again) void this.#run(key);
    }, this.intervalMs);
    entry.timer.unref();
  }
}
