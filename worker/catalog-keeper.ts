import { withAdvisoryLock } from '@/lib/catalog/advisory-lock';
import { hashModels } from '@/lib/catalog/hash-models';
import type { Identify } from '@/lib/catalog/inspect-file';
import type { ModelRoot } from '@/lib/catalog/model-roots';
import { CATALOG } from '@/lib/catalog/request-rescan';
import { scanModels } from '@/lib/catalog/scan-models';
import { installStarter } from '@/lib/catalog/starter';
import { usersDir } from '@/lib/data-dir';
import { listen } from '@/lib/db/notifications';
import { isDatabaseAway } from '@/lib/jobs/database-away';
import { log } from '@/lib/log';
import { FolderWatches } from './folder-watch';

export interface CatalogKeeperOptions {
  identify: Identify;
  /** Absolute path of the checkpoint that comes with the program. */
  starter: string;
  /** Compute SHA-256 of every model in the background. */
  hashing: boolean;
}

/** Mounted buckets tell nothing of changes: look anyway. */
const RESCAN_EVERY_MS = 60_000;
/** A copy in progress changes its file all the time, and must not hide others that are complete. */
const SETTLE_MS = 300;
const LONGEST_SETTLE_MS = 1_500;
/** A program that asks again and again is answered so often. */
const WISHES_EVERY_MS = 1_000;
/** Whose folders are to be read: a person's id, or one of these. */
const SHARED = 'shared';
const ALL = 'all';

interface Asked {
  timer: NodeJS.Timeout;
  latest: number;
}

/**
 * Keeps the catalogue like the model folders, the shared ones and everybody's own: at start, when files change, when asked,
 * and every minute.
 */
export class CatalogKeeper {
  readonly #stopping = new AbortController();
  readonly #watches = new FolderWatches((whose) => this.#ask(whose, [whose], SETTLE_MS));
  readonly #asked = new Map<string, Asked>();
  readonly #due = new Set<string>();
  /** When somebody's folder was last read because they asked. */
  readonly #answered = new Map<string, number>();
  #interval: NodeJS.Timeout | null = null;
  #scanning: Promise<void> | null = null;
  #hashing: Promise<void> | null = null;
  /** Until this worker itself has read everything once: only then does it watch. */
  #first = true;
  #stopListening = async () => {};

  constructor(readonly options: CatalogKeeperOptions) {}

  /** Resolves after the first scan. */
  async start(): Promise<void> {
    await installStarter(this.options.starter).catch((error) => {
      log.warn({ err: error }, 'the starter checkpoint could not be installed');
    });
    this.#stopListening = await listen([CATALOG], (_channel, owner) => this.#wish(owner || ALL), {
      onReconnect: () => this.#ask(ALL, [ALL], 0),
    });
    this.#interval = setInterval(() => this.#ask(ALL, [ALL], 0), RESCAN_EVERY_MS);
    this.#due.add(ALL);
    this.#scan();
    await this.#scanning;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    for (const { timer } of this.#asked.values()) clearTimeout(timer);
    if (this.#interval) clearInterval(this.#interval);
    await this.#stopListening();
    await this.#scanning;
    await this.#hashing;
    this.#watches.close();
  }

  /** Somebody asked; who asks all the time is answered once in a while. What all share is read along. */
  #wish(owner: string): void {
    const since = performance.now() - (this.#answered.get(owner) ?? -WISHES_EVERY_MS);
    this.#ask(`wish of ${owner}`, [owner, SHARED], Math.max(0, WISHES_EVERY_MS - since));
  }

  /** Each later event puts the scan off, up to a limit. */
  #ask(event: string, whose: readonly string[], inMs: number): void {
    if (this.#stopping.signal.aborted) return;
    const before = this.#asked.get(event);
    clearTimeout(before?.timer);
    const now = performance.now();
    const latest = before?.latest ?? now + LONGEST_SETTLE_MS;
    const timer = setTimeout(
      () => {
        this.#asked.delete(event);
        for (const each of whose) this.#due.add(each);
        this.#scan();
      },
      Math.max(0, Math.min(inMs, latest - now)),
    );
    this.#asked.set(event, { timer, latest });
  }

  #scan(): void {
    if (this.#scanning || this.#due.size === 0 || this.#stopping.signal.aborted) return;
    const due = [...this.#due];
    this.#due.clear();
    this.#scanning = this.#attempt('scan of the models', () => this.#scanThose(due)).finally(() => {
      this.#scanning = null;
      this.#hash();
      this.#scan();
    });
  }

  async #scanThose(due: readonly string[]): Promise<void> {
    const isAll = due.includes(ALL);
    const now = performance.now();
    for (const owner of due) this.#answered.set(owner, now);
    const scan = async () => {
      await this.#scanAndWatch(due, isAll);
      return true;
    };
    if (await withAdvisoryLock('catalog-scan', scan)) return;
    // Another worker reads all, or what it was asked for: maybe not this.
    if (!isAll || this.#first) this.#ask(due.join(' '), due, SETTLE_MS);
  }

  async #scanAndWatch(due: readonly string[], isAll: boolean): Promise<void> {
    const isAsked = (whose: string) => isAll || due.includes(whose);
    const watched = new Set<string>();
    const whoseOf = ({ ownerId }: ModelRoot) => ownerId ?? SHARED;
    // A person's first folder.
    if (isAll && (await this.#watches.add(usersDir(), ALL))) watched.add(usersDir());
    const recheckProblems = isAll && this.#first;
    try {
      await scanModels(this.options.identify, {
        recheckProblems,
        ...(isAll ? {} : { owners: due.filter((whose) => whose !== SHARED), shared: due.includes(SHARED) }),
        onFolder: async (root, folder) => {
          if (await this.#watches.add(folder, whoseOf(root))) watched.add(folder);
        },
        onMissing: async (root) => {
          // Above a person's own folder lies what all share.
          const above = await this.#watches.addAbove(root.root, root.base, whoseOf(root));
          if (above) watched.add(above);
        },
      });
      if (isAll) this.#first = false;
    } finally {
      this.#watches.keepOnly(watched, isAsked);
    }
  }

  #hash(): void {
    if (!this.options.hashing || this.#hashing || this.#stopping.signal.aborted) return;
    this.#hashing = this.#attempt('hashing of the models', async () => {
      await withAdvisoryLock('catalog-hash', () => hashModels(this.#stopping.signal));
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
