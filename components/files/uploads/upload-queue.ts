import { DetailedError, Upload } from 'tus-js-client';
import { StudioError, studioFetch } from '@/components/studio/data/studio-fetch';
import { type IfTaken, pathIn } from '@/lib/files/file-entry';
import type { FinishedUpload } from '@/lib/files/uploads/finish-upload';
import { fileAddress, type Place } from '../data/file-places';
import type { DroppedFile } from './dropped-files';
import { hashFile } from './hash-file';
import type { UploadItem } from './upload-item';

/** Each part is one request; a connection that breaks costs at most this much. */
const PART_BYTES = 16 * 1024 * 1024;
const AT_ONCE = 3;
const RETRY_MS = [0, 1000, 3000, 5000, 10_000, 20_000, 30_000];

interface Work {
  file: File;
  upload: Upload | null;
  /** The server’s id of it, once all has arrived. */
  arrivedAs: string | null;
  hash: Promise<string | null> | null;
}

/**
 * The files on their way from this page, a few at once. Lives as long as the page is open, whatever is shown meanwhile;
 * what was sent before a reload is not sent again when the same file is chosen again.
 */
class UploadQueue {
  #items: readonly UploadItem[] = [];
  readonly #work = new Map<number, Work>();
  readonly #listeners = new Set<() => void>();
  readonly #arrivals = new Set<() => void>();
  #added = 0;

  readonly items = () => this.#items;

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Calls back whenever a file has come to its place. */
  readonly onArrival = (listener: () => void) => {
    this.#arrivals.add(listener);
    return () => void this.#arrivals.delete(listener);
  };

  add(files: readonly DroppedFile[], { tree, path }: { tree: Place['tree']; path: string }): void {
    const added = files.map(({ file, path: below }): UploadItem => {
      const id = ++this.#added;
      this.#work.set(id, { file, upload: null, arrivedAs: null, hash: null });
      return {
        id,
        tree,
        path: pathIn(path, below),
        bytes: file.size,
        sent: 0,
        state: 'waiting',
        ifTaken: 'refuse',
        message: null,
        unreachable: false,
        sha256: null,
        verified: false,
      };
    });
    this.#items = [...this.#items, ...added];
    this.#changed();
    this.#next();
  }

  pause(id: number): void {
    void this.#work.get(id)?.upload?.abort();
    this.#set(id, { state: 'paused' });
    this.#next();
  }

  /** Goes on with one that was paused or has failed. */
  resume(id: number): void {
    this.#set(id, { state: 'waiting', message: null, unreachable: false });
    this.#next();
  }

  /** Says what to do with one whose name is taken, or with all of them. */
  decide(id: number | 'all', ifTaken: IfTaken): void {
    for (const item of this.#items) {
      if (item.state !== 'taken' || (id !== 'all' && item.id !== id)) continue;
      const skip = ifTaken === 'skip' && !this.#work.get(item.id)?.arrivedAs;
      this.#set(item.id, { ifTaken, message: null, unreachable: false, state: skip ? 'skipped' : 'waiting' });
    }
    this.#next();
  }

  /** Takes one off the list; what has arrived of it is removed. */
  remove(id: number): void {
    const item = this.#items.find((each) => each.id === id);
    const work = this.#work.get(id);
    if (item?.state !== 'done') void work?.upload?.abort(true).catch(() => {});
    this.#work.delete(id);
    this.#items = this.#items.filter((each) => each.id !== id);
    this.#changed();
    this.#next();
  }

  clearFinished(): void {
    this.#items = this.#items.filter(({ state }) => state !== 'done' && state !== 'skipped');
    this.#changed();
  }

  #next(): void {
    const busy = this.#items.filter(({ state }) => state === 'sending' || state === 'checking').length;
    const waiting = this.#items.filter(({ state }) => state === 'waiting');
    for (const item of waiting.slice(0, Math.max(0, AT_ONCE - busy))) void this.#send(item);
  }

  async #send(item: UploadItem): Promise<void> {
    const work = this.#work.get(item.id);
    if (!work) return;
    if (work.arrivedAs) return this.#finish(item.id, work);
    this.#set(item.id, { state: 'sending' });
    work.hash ??= hashFile(work.file);
    work.upload = new Upload(work.file, {
      endpoint: fileAddress('uploads', item.tree),
      metadata: {
        path: item.path,
        modified: String(work.file.lastModified),
        ifTaken: item.ifTaken,
      },
      chunkSize: PART_BYTES,
      retryDelays: RETRY_MS,
      removeFingerprintOnSuccess: true,
      fingerprint: async () => `${item.tree}:${item.path}:${work.file.size}:${work.file.lastModified}`,
      onProgress: (sent) => this.#set(item.id, { sent }),
      onShouldRetry: isWorthRetrying,
      onSuccess: () => {
        work.arrivedAs = new URL(work.upload!.url!, location.href).pathname.split('/').at(-1)!;
        void this.#finish(item.id, work);
      },
      onError: (error) => this.#failed(item.id, explained(error)),
    });
    const [earlier] = await work.upload.findPreviousUploads();
    if (earlier) work.upload.resumeFromPreviousUpload(earlier);
    // Paused while the browser looked.
    if (this.#items.find(({ id }) => id === item.id)?.state === 'sending') work.upload.start();
  }

  async #finish(id: number, work: Work): Promise<void> {
    this.#set(id, { state: 'checking', sent: work.file.size });
    const sha256 = await work.hash;
    const item = this.#items.find((each) => each.id === id);
    if (!item) return;
    try {
      const finished = await studioFetch<FinishedUpload>(`/api/uploads/${work.arrivedAs}/finish`, {
        method: 'POST',
        body: { ifTaken: item.ifTaken, ...(sha256 && { sha256 }) },
      });
      this.#set(id, {
        state: finished.path === null ? 'skipped' : 'done',
        path: finished.path ?? item.path,
        sha256: finished.sha256,
        verified: sha256 === finished.sha256,
      });
      for (const listener of this.#arrivals) listener();
    } catch (error) {
      if (error instanceof StudioError && error.code !== 'name_taken' && error.status !== 0)
        work.arrivedAs = null;
      this.#failed(id, error instanceof StudioError ? error : new StudioError('defect', String(error), 0));
    }
    this.#next();
  }

  #failed(id: number, { code, message }: StudioError): void {
    const unreachable = code === 'unreachable';
    this.#set(id, { state: code === 'name_taken' ? 'taken' : 'failed', message, unreachable });
    this.#next();
  }

  #set(id: number, change: Partial<UploadItem>): void {
    this.#items = this.#items.map((item) => (item.id === id ? { ...item, ...change } : item));
    this.#changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** A server that is away or restarts, and an offset that is not what it was thought to be; not what it refused. */
function isWorthRetrying(error: Error): boolean {
  const { code, status } = explained(error);
  return code === 'unreachable' && (status < 400 || status === 409 || status === 423 || status >= 500);
}

function explained(error: Error): StudioError {
  const response = error instanceof DetailedError ? error.originalResponse : null;
  try {
    const { code, message } = JSON.parse(response?.getBody() ?? '').error;
    return new StudioError(code, message, response?.getStatus() ?? 0);
  } catch {
    return new StudioError('unreachable', '', response?.getStatus() ?? 0);
  }
}

export const uploadQueue = new UploadQueue();
