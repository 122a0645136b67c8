import { setImmediate } from 'node:timers/promises';
import { type AdaptedRequest, Adapters } from './engine/adapters/adapters';
import { readVae, type Vae } from './engine/checkpoint/read-vae';
import { DerivedFiles } from './engine/derived/derived-files';
import type { Device } from './engine/device/device';
import { EngineError } from './engine/errors';
import type { Evaluation } from './engine/evaluation';
import type { Log } from './engine/log';
import { CheckpointCache, type KeepPolicy } from './engine/networks/checkpoint-cache';
import type { LoadedCheckpoint } from './engine/networks/loaded-checkpoint';
import { type OpenCheckpoint, openCheckpoint } from './engine/networks/open-checkpoint';
import type { EvaluationResult } from './engine/networks/run-parts';
import { draw } from './engine/pipeline/draw';
import { otherCheckpointPaths } from './engine/pipeline/other-checkpoints';
import { altered } from './engine/pipeline/picture';
import type { PictureRequest } from './engine/pipeline/request';
import { JobInProgress } from './engine-job';
import type { EngineJob, JobEvent } from './engine-protocol';
import { Quiet } from './quiet';
import { type Policy, type Run, Stepper } from './stepper';

export interface EngineHostOptions {
  device: Device;
  emit(event: JobEvent): void;
  log: Log;
  policy?: Policy;
  /** How many checkpoints stay in memory; one unless said. */
  keep?: KeepPolicy;
  /** Absolute; files that make checkpoints load quickly are kept there. Without it none are. */
  cacheFolder?: string | undefined;
}

/** Everything the engine process does, besides speaking with its parent: jobs in, events out, checkpoints in memory. */
export class EngineHost {
  readonly #options: EngineHostOptions;
  readonly #loaded: CheckpointCache;
  readonly #stepper: Stepper;
  readonly #adapters = new Adapters();
  readonly #jobs = new Map<string, JobInProgress>();
  /** Jobs whose checkpoint is being opened; true once they are interrupted. */
  readonly #opening = new Map<string, boolean>();
  /** One is opened after the other, so that jobs start in the order they came. */
  #lastOpened: Promise<void> = Promise.resolve();
  /** Those in use and those loaded; encoded prompts live as long as they do. */
  readonly #checkpoints = new Map<string, OpenCheckpoint>();
  readonly #quiet = new Quiet();
  readonly #closing = new AbortController();
  /** Files that are being written while nothing else is to do. */
  #keeping: Promise<void> | undefined;
  #arrivals = 0;
  #isStepping = false;
  #isClosed = false;

  constructor(options: EngineHostOptions) {
    this.#options = options;
    const { device, log, keep, cacheFolder } = options;
    const derived = new DerivedFiles({ folder: cacheFolder, log });
    this.#loaded = new CheckpointCache({ device, log, derived, ...(keep ? { keep } : {}) });
    this.#stepper = new Stepper({
      evaluate: (run, evaluation) => this.#evaluate(run, evaluation),
      ...(options.policy ? { policy: options.policy } : {}),
    });
  }

  /** Takes a job in, after those before it; what becomes of it is told in events. */
  run(job: EngineJob): Promise<void> {
    this.#quiet.end();
    this.#opening.set(job.id, false);
    this.#lastOpened = this.#lastOpened.then(() => this.#open(job));
    return this.#lastOpened;
  }

  async #open(job: EngineJob): Promise<void> {
    try {
      const checkpoint = this.#sharing(await openCheckpoint(job.checkpoint));
      const others = new Map<string, OpenCheckpoint>();
      for (const path of new Set(job.batches.flat().flatMap(otherCheckpointPaths))) {
        others.set(path, this.#sharing(await openCheckpoint(path)));
      }
      const requests = new Map<PictureRequest, AdaptedRequest>();
      for (const request of job.batches.flat()) {
        requests.set(request, await this.#adapters.prepare(request, checkpoint, others));
      }
      const vae = job.vae === undefined ? undefined : await readVae(job.vae);
      this.#start(job, checkpoint, requests, vae);
    } catch (error) {
      const data = EngineError.from(error).toData();
      this.#options.emit({ type: 'failed', jobId: job.id, deviceMs: 0, error: data });
    } finally {
      this.#opening.delete(job.id);
      this.#restIfIdle();
    }
  }

  /** Absolute paths of the checkpoints in memory, the one used last at the end. */
  get loadedPaths(): string[] {
    return this.#loaded.paths;
  }

  interrupt(jobId: string): void {
    if (this.#opening.has(jobId)) this.#opening.set(jobId, true);
    this.#jobs.get(jobId)?.interrupt();
  }

  skip(jobId: string): void {
    this.#jobs.get(jobId)?.skip();
  }

  /** Stops between two evaluations and frees the networks. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#closing.abort();
    this.#quiet.begin();
    await this.#keeping;
    await this.#loaded.release();
  }

  #sharing(opened: OpenCheckpoint): OpenCheckpoint {
    const known = this.#checkpoints.get(opened.key) ?? opened;
    this.#checkpoints.set(opened.key, known);
    return known;
  }

  #start(
    job: EngineJob,
    checkpoint: OpenCheckpoint,
    requests: Map<PictureRequest, AdaptedRequest>,
    vae: Vae | undefined,
  ): void {
    const skipsGuidance = this.#options.device.acceleration === 'blade';
    const inProgress = new JobInProgress(job, {
      arrival: this.#arrivals++,
      checkpoint: checkpoint.key,
      model: checkpoint.model,
      draw: (request) => {
        const { model, others, second, change } = requests.get(request)!;
        return altered(draw(model, request, { others, second, vae, skipsGuidance }), change);
      },
      warnings: [...new Set([...requests.values()].flatMap(({ warnings }) => warnings))],
      stepper: this.#stepper,
      emit: this.#options.emit,
      preview: (denoised, width, height) =>
        this.#loaded.get(checkpoint.key)?.preview(denoised, width, height),
      ended: () => this.#jobs.delete(job.id),
    });
    this.#jobs.set(job.id, inProgress);
    if (this.#opening.get(job.id)) inProgress.interrupt();
    inProgress.start();
    void this.#step();
  }

  /** Ticks while there is work; messages from the parent are read in between. */
  async #step(): Promise<void> {
    if (this.#isStepping) return;
    this.#isStepping = true;
    while (!this.#isClosed && (await this.#stepper.tick())) await setImmediate();
    this.#isStepping = false;
    this.#forgetUnused();
    this.#restIfIdle();
  }

  /** Until the next job, what was loaded slowly is stored so that it loads quickly the next time. */
  #restIfIdle(): void {
    if (this.#isClosed || this.#jobs.size > 0 || this.#opening.size > 0) return;
    this.#quiet.begin();
    this.#keeping ??= this.#loaded
      .keepCopies({ rest: () => this.#quiet.until(), signal: this.#closing.signal })
      .catch((error) => this.#options.log('warn', `The engine's cache could not be written: ${error}`))
      .finally(() => {
        this.#keeping = undefined;
      });
  }

  #forgetUnused(): void {
    if (this.#jobs.size > 0) return;
    for (const key of this.#checkpoints.keys()) {
      if (!this.#loaded.has(key)) this.#checkpoints.delete(key);
    }
  }

  async #evaluate({ checkpoint, jobId }: Run, evaluation: Evaluation): Promise<EvaluationResult> {
    const key = evaluation.checkpoint ?? checkpoint;
    const loaded = this.#loaded.get(key) ?? (await this.#load(this.#checkpoints.get(key)!, jobId));
    return loaded.evaluate(evaluation);
  }

  /** Time to load is reported apart: it is not device time of the job. */
  async #load(checkpoint: OpenCheckpoint, jobId: string): Promise<LoadedCheckpoint> {
    const { path } = checkpoint.file;
    const start = performance.now();
    this.#options.emit({ type: 'loading', jobId, checkpoint: path });
    const loaded = await this.#loaded.load(checkpoint);
    const milliseconds = performance.now() - start;
    this.#options.emit({ type: 'loaded', jobId, checkpoint: path, milliseconds });
    this.#options.log('info', `loaded ${path} in ${milliseconds.toFixed(0)} ms`);
    return loaded;
  }
}
