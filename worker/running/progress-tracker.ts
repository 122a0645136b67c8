import type { Progress } from '@/lib/jobs/report-progress';
import type { EngineEvent } from '../engine-protocol';

type StepEvent = Pick<Extract<EngineEvent, { type: 'progress' }>, 'batch' | 'batches' | 'step' | 'steps'>;

/** Weight of the newest step in the running mean: follows a changing load within a few steps. */
const NEWEST_WEIGHT = 0.3;

/** Turns the engine's steps into progress with the time left, from how long steps really take. Times in milliseconds. */
export class ProgressTracker {
  #stepMs: number | null = null;
  #lastAt: number | null = null;
  #lastDone = 0;

  /** The checkpoint is being loaded; the time that takes says nothing about steps. */
  loading(batches: number): Progress {
    this.#lastAt = null;
    return { phase: 'loading', batch: 0, batches, step: 0, steps: 0, eta: null };
  }

  step({ batch, batches, step, steps }: StepEvent, now: number): Progress {
    const done = batch * steps + step;
    this.#measure(done, now);
    const left = batches * steps - done;
    const eta = this.#stepMs === null ? null : (this.#stepMs * left) / 1000;
    return { phase: 'denoising', batch, batches, step, steps, eta };
  }

  #measure(done: number, now: number): void {
    const steps = done - this.#lastDone;
    if (this.#lastAt !== null && steps > 0) {
      const measured = (now - this.#lastAt) / steps;
      this.#stepMs =
        this.#stepMs === null ? measured : this.#stepMs + NEWEST_WEIGHT * (measured - this.#stepMs);
    }
    this.#lastAt = now;
    this.#lastDone = done;
  }
}
