/**
 * Advances many runs over one device.
 *
 * At each tick a policy says which runs may advance. Those whose next evaluation is for the same network of the same
 * checkpoint, at the same shape, are evaluated as one batch, and each receives its rows. Between two ticks anything
 * can change: a run can be added, stopped or dropped, and another job can overtake.
 */
import { EngineError } from './engine/errors';
import { concatEvaluations, type Evaluation, type Pipeline, shapeKey } from './engine/evaluation';
import type { EvaluationResult } from './engine/networks/run-parts';

export type Outcome = { result: unknown } | { error: EngineError };

/** One picture being drawn, or any other pipeline. */
export interface Run {
  jobId: string;
  /** Counts jobs as they come; all runs of a job have the same, also those of its later batches. */
  arrival: number;
  /** Which checkpoint's networks its evaluations mean, unless they name another. */
  checkpoint: string;
  pipeline: Pipeline<unknown>;
  /**
   * Told after each evaluation, before the pipeline goes on: its share of the time the device was busy, and whether it was
   * computed as exactly as it can be.
   */
  metered(milliseconds: number, isExact: boolean): void;
  /** Told when the pipeline has gone on and waits for its next evaluation. */
  advanced(): void;
  /** Told once, at the end: `result` is what the pipeline returned. */
  settled(outcome: Outcome): void;
}

export interface WaitingRun {
  readonly run: Run;
  readonly wanted: Evaluation;
  /** Evaluations it has had. */
  readonly evaluations: number;
}

/** Chooses who may advance in this tick, the most urgent first. Runs come in the order they were added. */
export type Policy = (waiting: readonly WaitingRun[]) => readonly WaitingRun[];

/** The oldest job first; within it, the run that is furthest behind. */
export const oldestJobFirst: Policy = (waiting) => {
  const oldest = Math.min(...waiting.map(({ run }) => run.arrival));
  return waiting.filter(({ run }) => run.arrival === oldest).sort((a, b) => a.evaluations - b.evaluations);
};

export interface StepperOptions {
  /** Runs a network once; `milliseconds` is the time the device was busy. */
  evaluate(run: Run, evaluation: Evaluation): Promise<EvaluationResult>;
  policy?: Policy;
  /** Rows of an evaluation that fit into one batch; at least one run is always taken. */
  maxRows?: (evaluation: Evaluation) => number;
}

/** Rows of one batch at most: four rows of 512×512, more of smaller ones. Other networks take one row at a time. */
const BATCH_LATENT_PLACES = 4 * 64 * 64;
function rowsByPixels({ network, inputs }: Evaluation): number {
  if (network !== 'denoiser') return 1;
  const [, height = 1, width = 1] = inputs.x!.shape;
  return Math.floor(BATCH_LATENT_PLACES / (height * width));
}

const checkpointOf = ({ run, wanted }: WaitingRun) => wanted.checkpoint ?? run.checkpoint;

interface Entry extends WaitingRun {
  wanted: Evaluation;
  evaluations: number;
}

export class Stepper {
  readonly #options: Required<StepperOptions>;
  readonly #entries = new Set<Entry>();

  constructor(options: StepperOptions) {
    this.#options = { policy: oldestJobFirst, maxRows: rowsByPixels, ...options };
  }

  /** Runs not settled yet. */
  get size(): number {
    return this.#entries.size;
  }

  /** Takes a run in; it advances to its first evaluation at once. */
  add(run: Run): void {
    const entry = { run, evaluations: 0 } as Entry;
    this.#entries.add(entry);
    this.#resume(entry, () => run.pipeline.next());
  }

  /** Forgets a run; it is not settled. */
  drop(run: Run): void {
    for (const entry of this.#entries) {
      if (entry.run === run) this.#entries.delete(entry);
    }
  }

  /** Evaluates one batch. Resolves to false when there is nothing to do. */
  async tick(): Promise<boolean> {
    const batch = this.#batch();
    if (batch.length === 0) return false;
    const distinct = distinctEvaluations(batch);
    const evaluation = concatEvaluations(distinct.map(([first]) => first!.wanted));
    try {
      const {
        output,
        milliseconds,
        inBytes = false,
      } = await this.#options.evaluate(batch[0]!.run, evaluation);
      this.#meter(distinct, milliseconds / evaluation.rows, inBytes);
      const rowLength = output.length / evaluation.rows;
      let row = 0;
      for (const sharing of distinct) {
        const { rows } = sharing[0]!.wanted;
        const part = output.subarray(row * rowLength, (row + rows) * rowLength);
        for (const entry of sharing) this.#deliver(entry, part);
        row += rows;
      }
    } catch (error) {
      for (const entry of batch) this.#settle(entry, { error: EngineError.from(error) });
    }
    return true;
  }

  #batch(): Entry[] {
    const [first, ...others] = this.#options.policy([...this.#entries]) as Entry[];
    if (!first) return [];
    const key = shapeKey(first.wanted);
    const capacity = this.#options.maxRows(first.wanted);
    const batch = [first];
    let rows = first.wanted.rows;
    for (const entry of others) {
      if (checkpointOf(entry) !== checkpointOf(first) || shapeKey(entry.wanted) !== key) continue;
      const { identity } = entry.wanted;
      const isShared = identity !== undefined && batch.some(({ wanted }) => wanted.identity === identity);
      if (!isShared && rows + entry.wanted.rows > capacity) continue;
      if (!isShared) rows += entry.wanted.rows;
      batch.push(entry);
    }
    return batch;
  }

  /** Before anything is delivered: a run that fails then ends its job, whose bill must be whole. */
  #meter(distinct: Entry[][], millisecondsPerRow: number, inBytes: boolean): void {
    for (const sharing of distinct) {
      const share = (millisecondsPerRow * sharing[0]!.wanted.rows) / sharing.length;
      for (const { run, wanted } of sharing) run.metered(share, !inBytes && !wanted.lacksGuidance);
    }
  }

  #deliver(entry: Entry, output: Float32Array): void {
    // Dropped while the device was busy.
    if (!this.#entries.has(entry)) return;
    entry.evaluations++;
    this.#resume(entry, () => entry.run.pipeline.next(output));
    if (this.#entries.has(entry)) entry.run.advanced();
  }

  #resume(entry: Entry, next: () => IteratorResult<Evaluation, unknown>): void {
    try {
      const step = next();
      if (step.done) this.#settle(entry, { result: step.value });
      else entry.wanted = step.value;
    } catch (error) {
      this.#settle(entry, { error: EngineError.from(error) });
    }
  }

  #settle(entry: Entry, outcome: Outcome): void {
    if (this.#entries.delete(entry)) entry.run.settled(outcome);
  }
}

/** Groups of entries that wait for the very same computation. */
function distinctEvaluations(batch: Entry[]): Entry[][] {
  const groups = new Map<unknown, Entry[]>();
  for (const entry of batch) {
    const key = entry.wanted.identity ?? entry;
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups.values()];
}
