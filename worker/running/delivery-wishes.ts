import type { Control } from '@/lib/jobs/renew-lease';
import { log } from '@/lib/log';
import type { EngineClient } from '../engine-client';

/** What the owner, the lease and the worker want of a delivery while it runs, and the engine that is to obey. */
export class DeliveryWishes {
  #skips: number;
  #interrupted = false;
  #leaseLost = false;
  #handingBack = false;
  /** The engine has the part at hand: earlier it knew nothing of the job. */
  #started = false;

  /** @param skips that were asked for before this delivery */
  constructor(
    readonly jobId: string,
    readonly engine: EngineClient,
    skips: number,
  ) {
    this.#skips = skips;
  }

  /** The worker stops: the engine is about to be ended, and the job belongs back in the queue. */
  handBack(): void {
    this.#handingBack = true;
  }

  get isHandingBack(): boolean {
    return this.#handingBack;
  }

  get isLeaseLost(): boolean {
    return this.#leaseLost;
  }

  /** What is left of the job is not wanted any more. */
  get isOver(): boolean {
    return this.#interrupted || this.#leaseLost;
  }

  /** The owner asked for something. */
  obey({ interrupted, skips }: Control): void {
    this.#interrupted = interrupted;
    if (interrupted) this.stopEngine();
    else if (skips > this.#skips) this.engine.skip(this.jobId);
    this.#skips = skips;
  }

  /** The lease is lost: nothing that this delivery does counts any more. */
  abandon(): void {
    this.#leaseLost = true;
    log.warn({ job: this.jobId }, 'the lease of a running job is lost; its work is dropped');
    this.stopEngine();
  }

  /** Has the engine end the job after its step. */
  stopEngine(): void {
    this.engine.interrupt(this.jobId);
  }

  /** A part is about to be given to the engine. */
  partBegins(): void {
    this.#started = false;
  }

  /** The engine has said something of the part. */
  partIsKnown(): void {
    // Asked for before the engine knew the job.
    if (this.#interrupted && !this.#started) this.stopEngine();
    this.#started = true;
  }
}
