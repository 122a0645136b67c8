import type { ClaimedJob } from '@/lib/jobs/claim';
import { failJob, type JobFailure } from '@/lib/jobs/fail';
import { handBackJob } from '@/lib/jobs/hand-back';
import { releaseInputs } from '@/lib/jobs/kept-inputs';
import { type Progress, reportProgress } from '@/lib/jobs/report-progress';
import { settleJob } from '@/lib/jobs/settle';
import { ENDED } from '@/lib/jobs/types';
import { keptWarnings } from '@/lib/jobs/warnings';
import { log } from '@/lib/log';
import { type EngineClient, EngineCrashed } from '../engine-client';
import type { EngineEvent, Pixels } from '../engine-protocol';
import { encodePreview } from '../saving/encode-picture';
import { whenDatabaseAnswers } from './database-retry';
import { DeliveryPictures } from './delivery-pictures';
import { DeliveryWishes } from './delivery-wishes';
import { doubtCheckpoints } from './doubt-checkpoints';
import { toEngineJob } from './engine-job';
import { engineCrash, engineFailure, workerFailure } from './job-failure';
import { type JobPart, partsOf, stepsOfBatches } from './job-parts';
import { LeaseKeeper } from './lease-keeper';
import { ProgressTracker } from './progress-tracker';
import { ProgressWriter } from './progress-writer';
import { type Ending, runParts } from './run-parts';

export interface JobRunOptions {
  engine: EngineClient;
  leaseMs: number;
  /** The worker has to end now: what the database can't be told is left to rescue. */
  giveUp: AbortSignal;
}

/** One delivery of a job, from its claim to its end: engine, progress, pictures, settlement. */
export class JobRun {
  readonly #parts: readonly JobPart[];
  readonly #pictures: DeliveryPictures;
  readonly #wishes: DeliveryWishes;
  readonly #tracker: ProgressTracker;
  readonly #progress = new ProgressWriter<Progress>((progress) => this.#writeProgress(progress));
  readonly #lease: LeaseKeeper;
  #preview: Pixels | undefined;
  #deviceMs = 0;
  /** Of the parts that have ended. */
  #deviceMsBefore = 0;
  /** What is left out of the pictures and why. */
  #warnings: string[] = [];

  constructor(
    readonly job: ClaimedJob,
    readonly options: JobRunOptions,
  ) {
    this.#parts = partsOf(job.request);
    this.#wishes = new DeliveryWishes(job.id, options.engine, job.skips);
    this.#pictures = new DeliveryPictures(job, this.#parts, () => this.#wishes.stopEngine());
    this.#tracker = new ProgressTracker(stepsOfBatches(this.#parts));
    this.#lease = new LeaseKeeper(job, options.leaseMs, {
      onControl: (control) => this.#wishes.obey(control),
      onLost: () => this.#wishes.abandon(),
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
    await this.#pictures.written();
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
    this.#wishes.handBack();
  }

  /** Answers the job's state afterwards, null when the lease was lost. */
  async #runToEnd(): Promise<string | null> {
    let failure: JobFailure;
    try {
      const ending = await this.#runEngine();
      await this.#pictures.written();
      if (this.#wishes.isLeaseLost) return null;
      if (ending.type === 'done') await this.#pictures.end();
      const { error } = this.#pictures;
      if (ending.type === 'done' && !error) return await this.#settle(ending);
      failure =
        ending.type === 'failed'
          ? engineFailure(ending.error, ending.deviceMs)
          : workerFailure(error, ending.deviceMs);
      log.warn({ job: this.job.id, code: failure.code, cause: causeOf(ending, error) }, 'job failed');
    } catch (error) {
      if (this.#wishes.isLeaseLost) return null;
      if (this.#wishes.isHandingBack) return await this.#write(() => handBackJob(this.job));
      failure =
        error instanceof EngineCrashed
          ? engineCrash(this.job.delivery)
          : workerFailure(error, this.#deviceMs);
      log.warn({ job: this.job.id, code: failure.code, err: error }, 'job failed');
    }
    await this.#progress.stop();
    await doubtCheckpoints(failure.code);
    return await this.#write(() => failJob(this.job, failure));
  }

  #runEngine(): Promise<Ending> {
    // A wish that came between the claim and now was told to nobody.
    this.#lease.poke();
    return runParts(this.#parts, {
      run: (part, deviceMs) => this.#runPart(part, deviceMs),
      isOver: () => this.#wishes.isOver || this.#pictures.error !== null,
      mayGoOn: () => !this.#wishes.isHandingBack && !this.#wishes.isOver,
      leftOut: ({ code, message }) => {
        this.#warn([`A picture could not be drawn. ${message}`]);
        void doubtCheckpoints(code);
      },
    });
  }

  async #runPart(part: JobPart, deviceMsBefore: number): Promise<Ending> {
    this.#wishes.partBegins();
    this.#deviceMsBefore = deviceMsBefore;
    const { job, warnings, facts } = await this.#read(async () =>
      toEngineJob({ ...this.job, request: part.request }, await this.#pictures.begin(part)),
    );
    this.#warn(warnings);
    this.#pictures.tell(part, facts);
    if (this.#wishes.isHandingBack) throw new EngineCrashed('The worker stops.');
    for await (const event of this.options.engine.run(job)) {
      if (event.type === 'done') this.#warn(event.warnings);
      if (event.type === 'done' || event.type === 'failed') {
        this.#pictures.partEnded();
        return event;
      }
      this.#handle(event, part);
    }
    throw new EngineCrashed('The engine ended the job without a word.');
  }

  #warn(warnings: string[]): void {
    this.#warnings = keptWarnings([...this.#warnings, ...warnings]);
    if (this.#warnings.length === 0) return;
    log.warn({ job: this.job.id, warnings: this.#warnings }, 'something was left out of the pictures');
  }

  #handle(event: EngineEvent, part: JobPart): void {
    this.#wishes.partIsKnown();
    switch (event.type) {
      case 'loading':
        this.#progress.report(this.#tracker.loading(part.firstBatch, this.job.request.n_iter));
        break;
      case 'progress':
        this.#deviceMs = this.#deviceMsBefore + event.deviceMs;
        this.#preview = event.preview ?? this.#preview;
        this.#progress.report(this.#tracker.step(inJob(event, part, this.job), performance.now()));
        break;
      case 'picture':
        this.#pictures.add(part, event);
        break;
    }
  }

  async #settle({ deviceMs, interrupted }: Extract<Ending, { type: 'done' }>): Promise<string | null> {
    await this.#progress.stop();
    return await this.#write(() =>
      settleJob(this.job, {
        deviceMs,
        interrupted,
        warnings: this.#warnings,
        placePictures: (client) => this.#pictures.place(client),
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

  readonly #read = <T>(work: () => Promise<T>) => whenDatabaseAnswers(work, this.options.giveUp);
  readonly #write = this.#read;

  async #cleanUp(isEnded: boolean): Promise<void> {
    try {
      await this.#pictures.sweep();
      if (isEnded) await releaseInputs(this.job);
    } catch (error) {
      log.warn({ err: error, job: this.job.id }, 'its files are left to the next sweep');
    }
  }
}

/** The engine counts the batches of a part. */
const inJob = (
  { batch, step, steps }: Extract<EngineEvent, { type: 'progress' }>,
  { firstBatch }: JobPart,
  { request }: ClaimedJob,
) => ({ batch: firstBatch + batch, batches: request.n_iter, step, steps });

function causeOf(ending: Ending, savingError: unknown): unknown {
  return ending.type === 'failed' ? ending.error.cause : (savingError as Error).cause;
}
