import { type FSWatcher, watch } from 'node:fs';
import { withAdvisoryLock } from '@/lib/catalog/advisory-lock';
import { hashCheckpoints } from '@/lib/catalog/hash-checkpoints';
import type { Identify } from '@/lib/catalog/inspect-file';
import { CATALOG } from '@/lib/catalog/request-rescan';
import { scanCheckpoints } from '@/lib/catalog/scan-checkpoints';
import { installStarter } from '@/lib/catalog/starter';
import { checkpointDir } from '@/lib/data-dir';
import { listen } from '@/lib/db/notifications';
import { isDatabaseAway } from '@/lib/jobs/database-away';
import { log } from '@/lib/log';

export interface CatalogKeeperOptions {
  identify: Identify;
  /** Absolute path of the checkpoint that comes with the program. */
  starter: string;
  /** Compute SHA-256 of every checkpoint in the background. */
  hashing: boolean;
}

/** Mounted buckets tell nothing of changes: look anyway. */
const RESCAN_EVERY_MS = 60_000;
/** A copy in progress changes its file all the time. */
const SETTLE_MS = 300;

/** Keeps the catalogue like the checkpoint folder: at start, when files change, when asked, and every minute. */
export class CatalogKeeper {
  readonly #stopping = new AbortController();
  #watcher: FSWatcher | null = null;
  #timer: NodeJS.Timeout | null = null;
  #interval: NodeJS.Timeout | null = null;
  #scanning: Promise<void> | null = null;
  #hashing: Promise<void> | null = null;
  #again = false;
  #first = true;
  #stopListening = async () => {};

  constructor(readonly options: CatalogKeeperOptions) {}

  /** Resolves after the first scan. */
  async start(): Promise<void> {
    await installStarter(this.options.starter).catch((error) => {
      log.warn({ err: error }, 'the starter checkpoint could not be installed');
    });
    this.#stopListening = await listen([CATALOG], () => this.#ask(0), { onReconnect: () => this.#ask(0) });
    this.#watch();
    this.#interval = setInterval(() => {
      this.#watch();
      this.#ask(0);
    }, RESCAN_EVERY_MS);
    this.#scan();
    await this.#scanning;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#watcher?.close();
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#interval) clearInterval(this.#interval);
    await this.#stopListening();
    await this.#scanning;
    await this.#hashing;
  }

  /** Watches the folder; tried again with every rescan, because a folder that is mounted anew needs a new watch. */
  #watch(): void {
    if (this.#watcher) return;
    try {
      this.#watcher = watch(checkpointDir(), { recursive: true }, () => this.#ask(SETTLE_MS));
      this.#watcher.on('error', (error) => {
        log.debug({ err: error }, 'the checkpoint folder can no longer be watched');
        this.#watcher?.close();
        this.#watcher = null;
      });
    } catch (error) {
      log.debug({ err: error }, 'the checkpoint folder cannot be watched; it is read every minute');
    }
  }

  #ask(inMs: number): void {
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#stopping.signal.aborted) return;
    this.#timer = setTimeout(() => this.#scan(), inMs);
  }

  #scan(): void {
    if (this.#scanning) {
      this.#again = true;
      return;
    }
    this.#scanning = this.#attempt('scan of the checkpoints', async () => {
      const scan = () => scanCheckpoints(this.options.identify, { recheckProblems: this.#first });
      // Another worker that is scanning heard the same request.
      if ((await withAdvisoryLock('catalog-scan', scan)) !== null) this.#first = false;
    }).finally(() => {
      this.#scanning = null;
      this.#hash();
      if (!this.#again) return;
      this.#again = false;
      this.#ask(0);
    });
  }

  #hash(): void {
    if (!this.options.hashing || this.#hashing || this.#stopping.signal.aborted) return;
    this.#hashing = this.#attempt('hashing of the checkpoints', async () => {
      await withAdvisoryLock('catalog-hash', () => hashCheckpoints(this.#stopping.signal));
    }).finally(() => {
      this.#hashing = null;
    });
  }

  async #attempt(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (this.#stopping.signal.aborted || isDatabaseAway(error)) return;
      log.error({ err: error }, `${what} failed`);
    }
  }
}
