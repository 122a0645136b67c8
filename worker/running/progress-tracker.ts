import type { Progress } from '@/lib/jobs/report-progress';
import type { EngineEvent } from '../engine-protocol';

type StepEvent = Pick<Extract<EngineEvent, { type: 'progress' }>, 'batch' | 'batches' | 'step' | 'steps'>;

/** Weight of the newest step in the running mean: follows a changing load within a few steps. */
const NEWEST_WEIGHT = 0.3;

/** Turns the engine's steps into progress with the time left, from how long steps really take. Times in milliseconds. */
export class ProgressTracker {
  #stepMs: number | null = null;
  #lastAt: number | null = null;
  #last: StepEvent | null = null;

  /** @param planned steps that each batch was asked for, where they differ */
  constructor(readonly planned: readonly number[] = []) {}

  /** The checkpoint is being loaded; the time that takes says nothing about steps. `batch` counts from 0. */
  loading(batch: number, batches: number): Progress {
    this.#lastAt = null;
    return { phase: 'loading', batch, batches, step: 0, steps: 0, eta: null };
  }

  step(event: StepEvent, now: number): Progress {
    this.#measure(event, now);
    const { batch, batches, step, steps } = event;
    const eta = this.#stepMs === null ? null : (this.#stepMs * this.#left(event)) / 1000;
    return { phase: 'denoising', batch, batches, step, steps, eta };
  }

  /** Steps to come. What this batch really takes, such as a second pass, goes for the others in proportion. */
  #left({ batch, batches, step, steps }: StepEvent): number {
    const asked = this.planned[batch] ?? steps;
    let left = steps - step;
    for (let k = batch + 1; k < batches; k++) left += ((this.planned[k] ?? asked) / asked) * steps;
    return left;
  }

  #measure(event: StepEvent, now: number): void {
    const steps = stepsSince(this.#last, event);
    if (this.#lastAt !== null && steps > 0) {
      const measured = (now - this.#lastAt) / steps;
      this.#stepMs =
        this.#stepMs === null ? measured : this.#stepMs + NEWEST_WEIGHT * (measured - this.#stepMs);
    }
    this.#lastAt = now;
    this.#last = event;
  }
}

/** Those that were not told are counted, too. */
function stepsSince(last: StepEvent | null, { batch, step, steps }: StepEvent): number {
  if (!last) return 0;
  if (batch === last.batch) return step - last.step;
  return last.steps - last.step + (batch - last.batch - 1) * steps + step;
}
