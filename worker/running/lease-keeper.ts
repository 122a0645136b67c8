import { isDatabaseAway } from '@/lib/jobs/database-away';
import type { Lease } from '@/lib/jobs/lease';
import { type Control, renewLease } from '@/lib/jobs/renew-lease';
import { log } from '@/lib/log';

/** How soon to try again when the database did not answer. */
const RETRY_MS = 500;

export interface LeaseEvents {
  onControl(control: Control): void;
  /** Somebody else has the job, or it has ended: nothing this worker writes counts any more. */
  onLost(): void;
}

/**
 * Renews a job's lease at a third of its time. A database that is away loses no lease: nobody could be given the job
 * meanwhile, and every lease gets a full period after the database is back (worker/upkeep.ts). Only a refused renewal
 * means that it is lost.
 */
export class LeaseKeeper {
  #timer: NodeJS.Timeout | null = null;
  #renewing = false;
  #again = false;
  #stopped = false;

  constructor(
    readonly lease: Lease,
    readonly leaseMs: number,
    readonly events: LeaseEvents,
  ) {
    this.#schedule(leaseMs / 3);
  }

  /** Renews now, to hear what the owner wants. */
  poke(): void {
    if (this.#renewing) this.#again = true;
    else this.#schedule(0);
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
  }

  #schedule(milliseconds: number): void {
    if (this.#stopped) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#renew(), milliseconds);
  }

  async #renew(): Promise<void> {
    this.#renewing = true;
    this.#again = false;
    const pause = await this.#renewOnce();
    this.#renewing = false;
    this.#schedule(this.#again ? 0 : pause);
  }

  /** Answers when to renew next, in milliseconds. */
  async #renewOnce(): Promise<number> {
    try {
      const control = await renewLease(this.lease, this.leaseMs);
      if (this.#stopped) return 0;
      if (control) this.events.onControl(control);
      else {
        this.stop();
        this.events.onLost();
      }
      return this.leaseMs / 3;
    } catch (error) {
      if (!isDatabaseAway(error)) log.error({ err: error, job: this.lease.id }, 'cannot renew a lease');
      return RETRY_MS;
    }
  }
}
