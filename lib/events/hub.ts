import { onModelChange } from '@/lib/catalog/model-changes';
import { databasePool } from '@/lib/db/pool';
import { type ChangeListener, onJobChange } from '@/lib/jobs/changes';
import { isDatabaseAway } from '@/lib/jobs/database-away';
import { onPictureChange } from '@/lib/jobs/picture-changes';
import { selectJobs } from '@/lib/jobs/views';
import { log } from '@/lib/log';
import { onOptionChange } from '@/lib/options/option-changes';
import { Coalescer } from './coalesce';
import type { StudioEvent } from './studio-event';

type Listener = (event: StudioEvent) => void;

/** A job's progress is told at most this often; its changes of state at once. */
const PROGRESS_INTERVAL_MS = 100;
/** Places in the queue are told at most this often. */
const POSITIONS_INTERVAL_MS = 500;
/** That models changed is told at most this often: a new folder of thousands is one change. */
const MODELS_INTERVAL_MS = 500;
const RETRY_MS = 1_000;

/** Turns changes of jobs and models into events for those whom they concern and who are listening. One a process. */
export class StudioHub {
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #jobs = new Coalescer<string>(PROGRESS_INTERVAL_MS, (id) => this.#tellOwner(id));
  readonly #positions = new Coalescer<'queue'>(POSITIONS_INTERVAL_MS, () => this.#tellPositions());
  /** By whose they are; null: shared with some, so all may look whether with them. */
  readonly #models = new Coalescer<string | null>(MODELS_INTERVAL_MS, async (ownerId) => {
    if (ownerId === null) this.#tellEverybody({ type: 'models' });
    else this.#tell(ownerId, { type: 'models' });
  });
  #hearing: Promise<unknown> | null = null;

  subscribe(userId: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(userId) ?? new Set<Listener>();
    this.#listeners.set(userId, listeners.add(listener));
    this.#hear();
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(userId) === listeners) this.#listeners.delete(userId);
    };
  }

  /** Listens from the first subscription on; a database that is away is tried again until it is there. */
  #hear(): void {
    this.#hearing ??= this.#listen().catch((error) => {
      log.warn({ err: error }, 'events: cannot listen to the database yet');
      this.#hearing = null;
      setTimeout(() => {
        if (this.#listeners.size > 0) this.#hear();
        this.#tellEverybody({ type: 'refresh' });
      }, RETRY_MS).unref();
    });
  }

  async #listen(): Promise<void> {
    const stop = await onJobChange(this.#onChange);
    try {
      await onModelChange((ownerId) => this.#models.ask(ownerId));
      await onPictureChange(({ userId, ...change }) => this.#tell(userId, { type: 'pictures', ...change }));
      await onOptionChange((userId) => {
        if (userId === null) this.#tellEverybody({ type: 'options' });
        else this.#tell(userId, { type: 'options' });
      });
    } catch (error) {
      stop();
      throw error;
    }
  }

  readonly #onChange: ChangeListener = (change) => {
    if (change === 'reconnected') {
      this.#tellEverybody({ type: 'refresh' });
      return;
    }
    const isProgress = change.change === 'progress';
    if (!isProgress && this.#listeners.size > 0) this.#positions.ask('queue');
    if (!this.#listeners.has(change.userId)) return;
    if (isProgress) this.#jobs.ask(change.jobId);
    else this.#jobs.askNow(change.jobId);
  };

  async #tellOwner(jobId: string): Promise<void> {
    await this.#tellAbout('j.id = $1', [jobId]);
  }

  /** A job that left the queue moves all behind it. */
  async #tellPositions(): Promise<void> {
    await this.#tellAbout(`j.state = 'queued' AND j.user_id = ANY($1::uuid[])`, [
      [...this.#listeners.keys()],
    ]);
  }

  async #tellAbout(where: string, values: unknown[]): Promise<void> {
    try {
      const jobs = await selectJobs(databasePool(), where, values);
      for (const { userId, job } of jobs) this.#tell(userId, { type: 'job', job });
    } catch (error) {
      // The reconnection that follows asks everybody to refresh.
      if (!isDatabaseAway(error)) log.error({ err: error }, 'events: cannot read changed jobs');
    }
  }

  #tell(userId: string, event: StudioEvent): void {
    for (const listener of [...(this.#listeners.get(userId) ?? [])]) listener(event);
  }

  #tellEverybody(event: StudioEvent): void {
    for (const userId of [...this.#listeners.keys()]) this.#tell(userId, event);
  }
}
