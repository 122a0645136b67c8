import type { Progress } from '@/lib/jobs/report-progress';

/** Five times a second is as often as a person can use. */
const INTERVAL_MS = 200;

/** Writes the newest progress, at most every `intervalMs` and one at a time; what is overtaken is never written. */
export class ProgressWriter<Report = Progress> {
  #newest: Report | null = null;
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> | null = null;
  #stopped = false;

  /** @param write must not throw */
  constructor(
    readonly write: (report: Report) => Promise<void>,
    readonly intervalMs: number = INTERVAL_MS,
  ) {}

  report(report: Report): void {
    this.#newest = report;
    if (!this.#timer && !this.#writing) this.#writeNewest();
  }

  /** Writes nothing more; resolves when the last write has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#writing;
  }

  #writeNewest(): void {
    const report = this.#newest;
    if (report === null || this.#stopped) return;
    this.#newest = null;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (!this.#writing) this.#writeNewest();
    }, this.intervalMs);
    this.#writing = this.write(report).finally(() => {
      this.#writing = null;
      if (!this.#timer) this.#writeNewest();
    });
  }
}
