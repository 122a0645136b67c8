import { seedOf } from '@/lib/generation/details';
import { gridsOf } from '@/lib/generation/grids';
import { type DrawnFacts, writeInfotext } from '@/lib/generation/infotext';
import type { ClaimedJob } from '@/lib/jobs/claim';
import { failJob, type JobFailure } from '@/lib/jobs/fail';
import { handBackJob } from '@/lib/jobs/hand-back';
import { releaseInputs } from '@/lib/jobs/kept-inputs';
import type { Control } from '@/lib/jobs/renew-lease';
import { type Progress, reportProgress } from '@/lib/jobs/report-progress';
import { settleJob } from '@/lib/jobs/settle';
import { ENDED } from '@/lib/jobs/types';
import { keptWarnings } from '@/lib/jobs/warnings';
import { log } from '@/lib/log';
import { type EngineClient, EngineCrashed } from '../engine-client';
import type { EngineEvent, Pixels } from '../engine-protocol';
import { batchGrid } from '../saving/batch-grid';
import { encodePicture, encodePreview } from '../saving/encode-picture';
import { seriesGrids } from '../saving/series-grids';
import { Staging } from '../saving/staging';
import { sweepDelivery } from '../saving/sweep-staging';
import { whenDatabaseAnswers } from './database-retry';
import { toEngineJob } from './engine-job';
import { engineCrash, engineFailure, workerFailure } from './job-failure';
import { type JobPart, partsOf, stepsOfBatches } from './job-parts';
import { LeaseKeeper } from './lease-keeper';
import { maskPicturesOf } from './mask-pictures';
import { ProgressTracker } from './progress-tracker';
import { ProgressWriter } from './progress-writer';
import { type Ending, runParts } from './run-parts';
import { type LaidTogether, SeriesWork } from './series-work';

export interface JobRunOptions {
  engine: EngineClient;
  leaseMs: number;
  /** The worker has to end now: what the database can't be told is left to rescue. */
  giveUp: AbortSignal;
}

type Drawn = Extract<EngineEvent, { type: 'picture' }>;

/** One delivery of a job, from its claim to its end: engine, progress, pictures, settlement. */
export class JobRun {
  readonly #staging: Staging;
  readonly #parts: readonly JobPart[];
  readonly #tracker: ProgressTracker;
  readonly #progress = new ProgressWriter<Progress>((progress) => this.#writeProgress(progress));
  readonly #lease: LeaseKeeper;
  readonly #work: SeriesWork;
  #saving: Promise<void>[] = [];
  #savingError: unknown = null;
  #preview: Pixels | undefined;
  #skips: number;
  #started = false;
  #interrupted = false;
  #leaseLost = false;
  #handingBack = false;
  #deviceMs = 0;
  /** Of the parts that have ended. */
  #deviceMsBefore = 0;
  /** What is left out of the pictures and why. */
  #warnings: string[] = [];
  /** What infotexts say besides the request, by the index of a part's first picture. */
  readonly #facts = new Map<number, DrawnFacts>();

  constructor(
    readonly job: ClaimedJob,
    readonly options: JobRunOptions,
  ) {
    this.#staging = new Staging(job);
    this.#parts = partsOf(job.request);
    this.#tracker = new ProgressTracker(stepsOfBatches(this.#parts));
    this.#skips = job.skips;
    this.#work = new SeriesWork(job, this.#parts);
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
      if (ending.type === 'done') {
        this.#saveLaid(this.#work.takeUnfinished());
        await Promise.all(this.#saving);
        await this.#drawGrids();
      }
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

  #runEngine(): Promise<Ending> {
    // A wish that came between the claim and now was told to nobody.
    this.#lease.poke();
    return runParts(this.#parts, {
      run: (part, deviceMs) => this.#runPart(part, deviceMs),
      isOver: () => this.#interrupted || this.#leaseLost || this.#savingError !== null,
      mayGoOn: () => !this.#handingBack && !this.#leaseLost && !this.#interrupted,
      leftOut: (message) => this.#warn([`A picture could not be drawn. ${message}`]),
    });
  }

  async #runPart(part: JobPart, deviceMsBefore: number): Promise<Ending> {
    this.#started = false;
    this.#deviceMsBefore = deviceMsBefore;
    const {
      job: engineJob,
      warnings,
      facts,
    } = await this.#read(async () =>
      toEngineJob({ ...this.job, request: part.request }, await this.#work.begin(part)),
    );
    this.#warn(warnings);
    const told = this.job.request.series?.told.each;
    this.#facts.set(part.firstPicture, { ...facts, ...(told ? { told } : {}) });
    if (this.#handingBack) throw new EngineCrashed('The worker stops.');
    for await (const event of this.options.engine.run(engineJob)) {
      if (event.type === 'done') this.#warn(event.warnings);
      if (event.type === 'done' || event.type === 'failed') {
        this.#saveLaid(this.#work.takeFinished());
        return event;
      }
      this.#handle(event, part);
    }
    throw new EngineCrashed('The engine ended the job without a word.');
  }

  /** Of what was drawn, once all of it is there. */
  async #drawGrids(): Promise<void> {
    if (this.#savingError) return;
    try {
      const drawn = [...this.#staging.pictures];
      for await (const grid of seriesGrids(this.job.request, drawn, (first) => this.#facts.get(first)))
        await this.#staging.add(grid);
      const grid = await batchGrid(this.job.request, drawn, this.#facts.get(gridsOf(this.job.request)));
      if (grid) await this.#staging.add(grid);
    } catch (error) {
      this.#savingError = error;
    }
  }

  #warn(warnings: string[]): void {
    this.#warnings = keptWarnings([...this.#warnings, ...warnings]);
    if (this.#warnings.length === 0) return;
    log.warn({ job: this.job.id, warnings: this.#warnings }, 'something was left out of the pictures');
  }

  #handle(event: EngineEvent, part: JobPart): void {
    // Asked for before the engine knew the job.
    if (this.#interrupted && !this.#started) this.options.engine.interrupt(this.job.id);
    this.#started = true;
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
        this.#work.drawn(part, event);
        if (!this.#work.laysTogether) this.#saving.push(this.#save(event, part));
        break;
    }
  }

  /** Pictures that several cells have drawn together are told of as the first of them. */
  #saveLaid(laid: readonly LaidTogether[]): void {
    for (const { place, part, ...drawn } of laid)
      this.#saving.push(this.#save(drawn, part, gridsOf(this.job.request) + place));
  }

  /** Encodes and stages a picture while the engine goes on. The first failure stops the engine: more can't be saved. */
  async #save(
    { index, pixels, complete }: Pick<Drawn, 'index' | 'pixels' | 'complete'>,
    { request, firstPicture }: JobPart,
    place = firstPicture + index,
  ): Promise<void> {
    try {
      const infotext = writeInfotext(request, index, this.#facts.get(firstPicture));
      const picture = {
        index: place,
        // Pictures cut short are shown, not kept (sdapi §17).
        saved: request.save_images && complete,
        complete,
        seed: seedOf(request, index),
        infotext,
      };
      await this.#staging.add(await encodePicture(pixels, picture, request));
      if (!pixels.masks) return;
      for (const mask of await maskPicturesOf(request, picture, pixels.masks)) await this.#staging.add(mask);
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
