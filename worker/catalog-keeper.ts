import { dirname } from 'node:path';
import { withAdvisoryLock } from '@/lib/catalog/advisory-lock';
import { checkpointRoots } from '@/lib/catalog/checkpoint-roots';
import { hashCheckpoints } from '@/lib/catalog/hash-checkpoints';
import type { Identify } from '@/lib/catalog/inspect-file';
import { CATALOG } from '@/lib/catalog/request-rescan';
import { scanCheckpoints } from '@/lib/catalog/scan-checkpoints';
import { installStarter } from '@/lib/catalog/starter';
import { usersDir } from '@/lib/data-dir';
import { listen } from '@/lib/db/notifications';
import { isDatabaseAway } from '@/lib/jobs/database-away';
import { log } from '@/lib/log';
import { FolderWatch } from './folder-watch';

export interface CatalogKeeperOptions {
  identify: Identify;
  /** Absolute path of the checkpoint that comes with the program. */
  starter: string;
  /** Compute SHA-256 of every checkpoint in the background. */
  hashing: boolean;
}

/** Mounted buckets tell nothing of changes: look anyway. */
const RESCAN_EVERY_MS = 60_000;
/** A copy in progress changes its file all the time, and must not hide others that are complete. */
const SETTLE_MS = 300;
const LONGEST_SETTLE_MS = 1_500;
/** A program that asks again and again is answered so often. */
const WISHES_EVERY_MS = 1_000;
/** Folders looked for at a time. */
const AT_ONCE = 16;
/** Whose folders are to be read: a person's id; the shared one is read along. */
const SHARED = 'shared';
const ALL = 'all';

interface Asked {
  timer: NodeJS.Timeout;
  latest: number;
}

/**
 * Keeps the catalogue like the checkpoint folders, the shared one and everybody's own: at start, when files change, when
 * asked, and every minute.
 */
export class CatalogKeeper {
  readonly #stopping = new AbortController();
  /** By whose folder they watch. */
  readonly #watches = new Map<string, FolderWatch>();
  readonly #asked = new Map<string, Asked>();
  readonly #due = new Set<string>();
  /** When somebody's folder was last read because they asked. */
  readonly #answered = new Map<string, number>();
  #people: FolderWatch | null = null;
  #interval: NodeJS.Timeout | null = null;
  #scanning: Promise<void> | null = null;
  #hashing: Promise<void> | null = null;
  #first = true;
  #stopListening = async () => {};

  constructor(readonly options: CatalogKeeperOptions) {}

  /** Resolves after the first scan. */
  async start(): Promise<void> {
    await installStarter(this.options.starter).catch((error) => {
      log.warn({ err: error }, 'the starter checkpoint could not be installed');
    });
    this.#stopListening = await listen([CATALOG], (_channel, owner) => this.#wish(owner || ALL), {
      onReconnect: () => this.#ask(ALL, 0),
    });
    this.#interval = setInterval(() => this.#ask(ALL, 0), RESCAN_EVERY_MS);
    this.#due.add(ALL);
    this.#scan();
    await this.#scanning;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#people?.close();
    for (const watch of this.#watches.values()) watch.close();
    for (const { timer } of this.#asked.values()) clearTimeout(timer);
    if (this.#interval) clearInterval(this.#interval);
    await this.#stopListening();
    await this.#scanning;
    await this.#hashing;
  }

  /** Watches everybody's folder; tried again with every full scan, because a folder that is mounted anew needs a new watch. */
  async #watch(): Promise<void> {
    const roots = await checkpointRoots();
    const whose = new Map(roots.map((root) => [root.ownerId ?? SHARED, root]));
    for (const [owner, watch] of this.#watches) {
      if (whose.get(owner)?.root === watch.folder) continue;
      watch.close();
      this.#watches.delete(owner);
    }
    for (const [owner, { root }] of whose) {
      if (!this.#watches.has(owner)) this.#watches.set(owner, this.#watchOf(owner, root));
    }
    // A person's first folder.
    this.#people ??= new FolderWatch(usersDir(), { isDeep: false, base: usersDir() }, () =>
      this.#ask(ALL, SETTLE_MS),
    );
    const watches = [this.#people, ...this.#watches.values()];
    for (let at = 0; at < watches.length; at += AT_ONCE)
      await Promise.all(watches.slice(at, at + AT_ONCE).map((watch) => watch.refresh()));
  }

  #watchOf(owner: string, root: string): FolderWatch {
    // Not above a person's own folder: that all share.
    const base = owner === SHARED ? root : dirname(dirname(root));
    return new FolderWatch(root, { isDeep: true, base }, () => this.#ask(owner, SETTLE_MS));
  }

  /** Somebody asked; who asks all the time is answered once in a while. */
  #wish(owner: string): void {
    const since = performance.now() - (this.#answered.get(owner) ?? -WISHES_EVERY_MS);
    this.#ask(owner, Math.max(0, WISHES_EVERY_MS - since));
  }

  /** Each later event puts the scan off, up to a limit. */
  #ask(owner: string, inMs: number): void {
    if (this.#stopping.signal.aborted) return;
    const before = this.#asked.get(owner);
    clearTimeout(before?.timer);
    const now = performance.now();
    const latest = before?.latest ?? now + LONGEST_SETTLE_MS;
    const timer = setTimeout(
      () => {
        this.#asked.delete(owner);
        this.#due.add(owner);
        this.#scan();
      },
      Math.max(0, Math.min(inMs, latest - now)),
    );
    this.#asked.set(owner, { timer, latest });
  }

  #scan(): void {
    if (this.#scanning || this.#due.size === 0 || this.#stopping.signal.aborted) return;
    const due = [...this.#due];
    this.#due.clear();
    this.#scanning = this.#attempt('scan of the checkpoints', () => this.#scanThose(due)).finally(() => {
      this.#scanning = null;
      this.#hash();
      this.#scan();
    });
  }

  async #scanThose(due: readonly string[]): Promise<void> {
    const isAll = due.includes(ALL);
    if (isAll) await this.#watch();
    // What changed may be that the folder itself was made or removed.
    else await Promise.all(due.map((owner) => this.#watches.get(owner)?.refresh()));
    const options = isAll
      ? { recheckProblems: this.#first }
      : { owners: due.filter((owner) => owner !== SHARED) };
    const now = performance.now();
    for (const owner of due) this.#answered.set(owner, now);
    const scan = () => scanCheckpoints(this.options.identify, options);
    if ((await withAdvisoryLock('catalog-scan', scan)) !== null) {
      if (isAll) this.#first = false;
      return;
    }
    // Another worker reads all, or what it was asked for: maybe not this.
    if (!isAll) for (const owner of due) this.#ask(owner, SETTLE_MS);
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
