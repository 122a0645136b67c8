import { listen } from '@/lib/db/notifications';
import { JOB_CONTROL, JOB_QUEUED } from '@/lib/jobs/channels';
import { type ClaimedJob, claimJob } from '@/lib/jobs/claim';
import { isDatabaseAway } from '@/lib/jobs/database-away';
import { log } from '@/lib/log';
import { readWishes, WORKER_WISH, type WorkerWishes } from '@/lib/workers/wishes';
import type { EngineClient } from './engine-client';
import { JobRun } from './running/job-run';

export interface ClaimLoopOptions {
  workerId: string;
  engine: EngineClient;
  leaseMs: number;
  /** An admin wants a new process in this one's place, and this is the moment. */
  onRestart(): void;
}

/** A look at the queue now and then, should a notification ever get lost. */
const SAFETY_POLL_MS = 5_000;

/** How long a stopping worker tries to tell a database that does not answer. */
const GIVE_UP_MS = 3_000;

/** Claims jobs one after the other and runs them; sleeps until a notification when none is waiting. */
export class ClaimLoop {
  readonly #giveUp = new AbortController();
  #current: JobRun | null = null;
  #stopping = false;
  #draining = false;
  #restarting = false;
  #looping: Promise<void> = Promise.resolve();
  #stopListening = async () => {};
  #asked = false;
  #wake = () => {};

  constructor(readonly options: ClaimLoopOptions) {}

  /** Resolves when it hears of new jobs. */
  async start(): Promise<void> {
    this.#stopListening = await listen(
      [JOB_QUEUED, JOB_CONTROL, WORKER_WISH],
      (channel, payload) => this.#hear(channel, payload),
      {
        onReconnect: () => {
          this.#ask();
          this.#current?.poke();
          void this.#lookAtWishes();
        },
      },
    );
    this.#looping = this.#loop();
  }

  /** Takes no more jobs; gives the running one back to the queue, unless it is already being settled. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#current?.handBack();
    this.options.engine.kill();
    this.#ask();
    const timer = setTimeout(() => this.#giveUp.abort(), GIVE_UP_MS);
    await this.#looping;
    clearTimeout(timer);
    await this.#stopListening();
  }

  /**
   * Does what admins want. A draining worker is given no jobs (lib/jobs/claim.ts): all there is to do is to ask again
   * once it is not. A restart comes at once, or after the job at hand.
   */
  obey({ draining, restart }: WorkerWishes): void {
    this.#restarting = restart !== null;
    if (this.#draining && !draining) this.#ask();
    this.#draining = draining;
    if (restart === 'now') this.#restart();
    else if (this.#restarting) this.#ask();
  }

  #restart(): void {
    if (this.#stopping) return;
    this.#stopping = true;
    this.options.onRestart();
  }

  async #lookAtWishes(): Promise<void> {
    try {
      const wishes = await readWishes(this.options.workerId);
      if (wishes) this.obey(wishes);
    } catch (error) {
      // The next heartbeat reads them again.
      if (!isDatabaseAway(error)) log.error({ err: error }, 'cannot read what is wanted of this worker');
    }
  }

  #hear(channel: string, payload: string): void {
    if (channel === JOB_QUEUED) this.#ask();
    else if (channel === JOB_CONTROL && this.#current?.job.id === payload) this.#current.poke();
    else if (channel === WORKER_WISH && this.options.workerId === payload) void this.#lookAtWishes();
  }

  #ask(): void {
    this.#asked = true;
    this.#wake();
  }

  async #loop(): Promise<void> {
    while (!this.#stopping) {
      this.#asked = false;
      if (this.#restarting) return this.#restart();
      const job = await this.#claim();
      if (job) await this.#run(job);
      else await this.#untilAsked();
    }
  }

  async #claim(): Promise<ClaimedJob | null> {
    try {
      return await claimJob(this.options.workerId, this.options.leaseMs);
    } catch (error) {
      if (!isDatabaseAway(error)) log.error({ err: error }, 'cannot claim a job');
      return null;
    }
  }

  async #run(job: ClaimedJob): Promise<void> {
    const { engine, leaseMs } = this.options;
    this.#current = new JobRun(job, { engine, leaseMs, giveUp: this.#giveUp.signal });
    if (this.#stopping) this.#current.handBack();
    await this.#current.run();
    this.#current = null;
  }

  async #untilAsked(): Promise<void> {
    if (this.#asked || this.#stopping) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, SAFETY_POLL_MS);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
