import { seedOf } from '@/lib/generation/details';
import { type DrawnFacts, writeInfotext } from '@/lib/generation/infotext';
import type { ClaimedJob } from '@/lib/jobs/claim';
import { failJob, type JobFailure } from '@/lib/jobs/fail';
import { handBackJob } from '@/lib/jobs/hand-back';
import { removeInputs } from '@/lib/jobs/inputs';
import type { Control } from '@/lib/jobs/renew-lease';
import { type Progress, reportProgress } from '@/lib/jobs/report-progress';
import { settleJob } from '@/lib/jobs/settle';
import { ENDED } from '@/lib/jobs/types';
import { keptWarnings } from '@/lib/jobs/warnings';
import { log } from '@/lib/log';
import { type EngineClient, EngineCrashed } from '../engine-client';
import type { EngineEvent, Pixels } from '../engine-protocol';
import { encodePicture, encodePreview } from '../saving/encode-picture';
import { Staging } from '../saving/staging';
import { sweepDelivery } from '../saving/sweep-staging';
import { whenDatabaseAnswers } from './database-retry';
import { toEngineJob } from './engine-job';
import { engineCrash, engineFailure, workerFailure } from './job-failure';
import { LeaseKeeper } from './lease-keeper';
import { ProgressTracker } from './progress-tracker';
import { ProgressWriter } from './progress-writer';

export interface JobRunOptions {
  engine: EngineClient;
  leaseMs: number;
  /** The worker has to end now: what the database can't be told is left to rescue. */
  giveUp: AbortSignal;
}

type Ending = Extract<EngineEvent, { type: 'done' | 'failed' }>;

/** One delivery of a job, from its claim to its end: engine, progress, pictures, settlement. */
export class JobRun {
  readonly #staging: Staging;
  readonly #tracker = new ProgressTracker();
  readonly #progress = new ProgressWriter<Progress>((progress) => this.#writeProgress(progress));
  readonly #lease: LeaseKeeper;
  #saving: Promise<void>[] = [];
  #savingError: unknown = null;
  #preview: Pixels | undefined;
  #skips: number;
  #started = false;
  #interrupted = false;
  #leaseLost = false;
  #handingBack = false;
  #deviceMs = 0;
  /** What is left out of the pictures and why. */
  #warnings: string[] = [];
  /** What infotexts say besides the request. */
  #facts: DrawnFacts = {};

  constructor(
    readonly job: ClaimedJob,
    readonly options: JobRunOptions,
  ) {
    this.#staging = new Staging(job);
    this.#skips = job.skips;
    this.#lease = new LeaseKeeper(job, options.leaseMs, {
      onControl: (control) => this.#obey(control),
      onLost: () => this.#abandon(),
    });
  }

  /** Runs the job to an end that is in the database, or that rescue will find. Never throws. */
  async run(): Promise<void> {
    const started = performance.now();
    const state = await this.#runToEnd().catch((error) => {
      log.error({ err: error, job: this.job.id }, 'a job could not be ended; its lease will run out');
      return 'stranded';
    });
    this.#lease.stop();
    // What is still being written would bring the folder back after it was swept.
    await Promise.all(this.#saving);
    await this.#cleanUp(ENDED.some((ended) => ended === state));
    log.info(
      { job: this.job.id, delivery: this.job.delivery, state, ms: Math.round(performance.now() - started) },
      'job',
    );
  }

  /** The owner asked for something: look what. */
  poke(): void {
    this.#lease.poke();
  }

  /** The worker stops: the engine is about to be ended, and the job belongs back in the queue. */
  handBack(): void {
    this.#handingBack = true;
  }

  /** Answers the job's state afterwards, null when the lease was lost. */
  async #runToEnd(): Promise<string | null> {
    let failure: JobFailure;
    try {
      const ending = await this.#runEngine();
      await Promise.all(this.#saving);
      if (this.#leaseLost) return null;
      if (ending.type === 'done' && !this.#savingError) return await this.#settle(ending);
      failure =
        ending.type === 'failed'
          ? engineFailure(ending.error, ending.deviceMs)
          : workerFailure(this.#savingError, ending.deviceMs);
      log.warn(
        { job: this.job.id, code: failure.code, cause: causeOf(ending, this.#savingError) },
        'job failed',
      );
    } catch (error) {
      if (this.#leaseLost) return null;
      if (this.#handingBack) return await this.#write(() => handBackJob(this.job));
      failure =
        error instanceof EngineCrashed
          ? engineCrash(this.job.delivery)
          : workerFailure(error, this.#deviceMs);
      log.warn({ job: this.job.id, code: failure.code, err: error }, 'job failed');
    }
    await this.#progress.stop();
    return await this.#write(() => failJob(this.job, failure));
  }

  async #runEngine(): Promise<Ending> {
    // A wish that came between the claim and now was told to nobody.
    this.#lease.poke();
    const { job: engineJob, warnings, facts } = await this.#read(() => toEngineJob(this.job));
    this.#warnings = warnings;
    this.#facts = facts;
    if (this.#handingBack) throw new EngineCrashed('The worker stops.');
    for await (const event of this.options.engine.run(engineJob)) {
      if (event.type === 'done') this.#warn(event.warnings);
      if (event.type === 'done' || event.type === 'failed') return event;
      this.#handle(event);
    }
    throw new EngineCrashed('The engine ended the job without a word.');
  }

  #warn(warnings: string[]): void {
    this.#warnings = keptWarnings([...this.#warnings, ...warnings]);
    if (this.#warnings.length === 0) return;
    log.warn({ job: this.job.id, warnings: this.#warnings }, 'something was left out of the pictures');
  }

  #handle(event: EngineEvent): void {
    // Asked for before the engine knew the job.
    if (this.#interrupted && !this.#started) this.options.engine.interrupt(this.job.id);
    this.#started = true;
    switch (event.type) {
      case 'loading':
        this.#progress.report(this.#tracker.loading(this.job.request.n_iter));
        break;
      case 'progress':
        this.#deviceMs = event.deviceMs;
        this.#preview = event.preview ?? this.#preview;
        this.#progress.report(this.#tracker.step(event, performance.now()));
        break;
      case 'picture':
        this.#saving.push(this.#save(event));
        break;
    }
  }

  /** Encodes and stages a picture while the engine goes on. The first failure stops the engine: more can't be saved. */
  async #save({ index, pixels, complete }: Extract<EngineEvent, { type: 'picture' }>): Promise<void> {
    const { request } = this.job;
    try {
      const infotext = writeInfotext(request, index, this.#facts);
      const png = await encodePicture(pixels, infotext);
      // Pictures cut short are shown, not kept (sdapi §17).
      const saved = request.save_images && complete;
      const { width, height } = pixels;
      await this.#staging.add({
        png,
        index,
        saved,
        complete,
        width,
        height,
        seed: seedOf(request, index),
        infotext,
      });
    } catch (error) {
      this.#savingError ??= error;
      this.options.engine.interrupt(this.job.id);
    }
  }

  async #settle({ deviceMs, interrupted }: Extract<Ending, { type: 'done' }>): Promise<string | null> {
    await this.#progress.stop();
    return await this.#write(() =>
      settleJob(this.job, {
        deviceMs,
        interrupted,
        warnings: this.#warnings,
        placePictures: (client) => this.#staging.place(client),
      }),
    );
  }

  async #writeProgress(progress: Progress): Promise<void> {
    try {
      const pixels = this.#preview;
      this.#preview = undefined;
      const preview = pixels && (await encodePreview(pixels));
      await reportProgress(this.job, preview ? { ...progress, preview } : progress);
    } catch (error) {
      // Progress is worth nothing later; a database that is away is noticed by the lease.
      log.debug({ err: error, job: this.job.id }, 'progress was not written');
    }
  }

  #obey({ interrupted, skips }: Control): void {
    this.#interrupted = interrupted;
    if (interrupted) this.options.engine.interrupt(this.job.id);
    else if (skips > this.#skips) this.options.engine.skip(this.job.id);
    this.#skips = skips;
  }

  #abandon(): void {
    this.#leaseLost = true;
    log.warn({ job: this.job.id }, 'the lease of a running job is lost; its work is dropped');
    this.options.engine.interrupt(this.job.id);
  }

  readonly #read = <T>(work: () => Promise<T>) => whenDatabaseAnswers(work, this.options.giveUp);
  readonly #write = this.#read;

  async #cleanUp(isEnded: boolean): Promise<void> {
    try {
      await sweepDelivery(this.#staging.name);
      if (isEnded) await removeInputs(this.job.id);
    } catch (error) {
      log.warn({ err: error, job: this.job.id }, 'its files are left to the next sweep');
    }
  }
}

function causeOf(ending: Ending, savingError: unknown): unknown {
  return ending.type === 'failed' ? ending.error.cause : (savingError as Error).cause;
}
