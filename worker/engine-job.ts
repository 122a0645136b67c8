import { EngineError } from './engine/errors';
import type { Pipeline } from './engine/evaluation';
import type { PipelineModel } from './engine/pipeline/model';
import type { Picture, PictureInTheMaking } from './engine/pipeline/picture';
import type { PictureRequest } from './engine/pipeline/request';
import type { Pixels } from './engine/pixels';
import type { EngineJob, JobEvent } from './engine-protocol';
import type { Run, Stepper } from './stepper';

export interface JobSurroundings {
  /** Counts jobs as they come. */
  arrival: number;
  /** Key of the checkpoint the job draws with. */
  checkpoint: string;
  model: PipelineModel;
  /** A picture with its adapters and all checkpoints it names. @throws EngineError `request-invalid` */
  draw(request: PictureRequest): PictureInTheMaking;
  /** What was left out of the job's pictures, and why. */
  warnings: string[];
  stepper: Stepper;
  emit(event: JobEvent): void;
  /** Latent → small picture; nothing while the way to make them is still being found. */
  preview(denoised: Float32Array, width: number, height: number): Pixels | undefined;
  /** Told once, after the job's last event. */
  ended(): void;
}

/** A picture of the current batch and the run that draws it. */
interface Place {
  /** Counts over the whole job. */
  index: number;
  picture: PictureInTheMaking;
  run?: Run;
  /** Something of it was computed less exactly, for speed. */
  isInexact?: boolean;
}

/**
 * One job on its way through the stepper: a batch at a time, the pictures of a batch together.
 * `running → done | failed`; interrupt and skip only shorten what is left.
 */
export class JobInProgress {
  #batch = -1;
  /** Pictures of the current batch, all of them, and those not settled yet. */
  #places: Place[] = [];
  #unsettled = new Set<Place>();
  #picturesBefore = 0;
  #step = 0;
  #deviceMs = 0;
  #interrupted = false;
  #isOver = false;

  constructor(
    readonly job: EngineJob,
    readonly surroundings: JobSurroundings,
  ) {}

  start(): void {
    this.#nextBatch();
  }

  /** Unfinished pictures are decoded as they stand, those not begun and later batches are dropped. */
  interrupt(): void {
    this.#interrupted = true;
    this.skip();
  }

  /** The same for the current batch only. */
  skip(): void {
    for (const place of [...this.#unsettled]) {
      const { state, asItStands } = place.picture;
      const isBeingDecoded = state.step === state.steps || !place.run;
      if (isBeingDecoded) continue;
      this.surroundings.stepper.drop(place.run!);
      const rest = asItStands();
      if (rest) {
        state.step = state.steps;
        this.#run(place, rest);
      } else {
        this.#finished(place, undefined);
      }
    }
  }

  #nextBatch(): void {
    const { job, surroundings } = this;
    this.#picturesBefore += this.#places.length;
    this.#places = [];
    this.#step = 0;
    const requests = this.#interrupted ? undefined : job.batches[++this.#batch];
    if (!requests) {
      this.#end();
      return;
    }
    try {
      this.#places = requests.map((request, k) => ({
        index: this.#picturesBefore + k,
        picture: surroundings.draw(request),
      }));
    } catch (error) {
      this.#fail(EngineError.from(error));
      return;
    }
    this.#unsettled = new Set(this.#places);
    for (const place of this.#places) this.#run(place, place.picture.run);
    if (this.#places.length === 0) this.#nextBatch();
  }

  #run(place: Place, pipeline: Pipeline<Picture>): void {
    const { stepper, checkpoint, arrival } = this.surroundings;
    place.run = {
      jobId: this.job.id,
      arrival,
      checkpoint,
      pipeline,
      metered: (milliseconds, isExact) => {
        this.#deviceMs += milliseconds;
        if (!isExact) place.isInexact = true;
      },
      advanced: () => this.#advanced(),
      settled: (outcome) => {
        if ('error' in outcome) this.#fail(outcome.error);
        else this.#finished(place, outcome.result as Picture);
      },
    };
    stepper.add(place.run);
  }

  /** Reports a step once every picture of the batch has done it. */
  #advanced(): void {
    const { job, surroundings } = this;
    const step = Math.min(...this.#places.map(({ picture }) => picture.state.step));
    if (step === this.#step || this.#isOver) return;
    this.#step = step;
    const { state } = this.#places[0]!.picture;
    const isPreviewDue = job.previewEvery > 0 && step % job.previewEvery === 0 && step < state.steps;
    if (isPreviewDue && job.previewKind === 'full') this.#previewInFull(this.#places[0]!.picture);
    const { denoised, latentWidth, latentHeight } = state;
    const isApproximate = isPreviewDue && job.previewKind !== 'full' && denoised;
    this.#progress(
      step,
      state.steps,
      isApproximate ? surroundings.preview(denoised, latentWidth, latentHeight) : undefined,
    );
  }

  #progress(step: number, steps: number, preview: Pixels | undefined): void {
    this.surroundings.emit({
      type: 'progress',
      jobId: this.job.id,
      batch: this.#batch,
      batches: this.job.batches.length,
      step,
      steps,
      deviceMs: this.#deviceMs,
      ...(preview ? { preview } : {}),
    });
  }

  /** Decodes the latest guess beside the pictures; one that comes too late for its batch is dropped. */
  #previewInFull({ state, guess }: PictureInTheMaking): void {
    const { stepper, checkpoint, arrival } = this.surroundings;
    const pipeline = guess();
    if (!pipeline) return;
    const { step, steps } = state;
    const batch = this.#batch;
    stepper.add({
      jobId: this.job.id,
      arrival,
      checkpoint,
      pipeline,
      metered: (milliseconds) => {
        this.#deviceMs += milliseconds;
      },
      advanced: () => {},
      settled: (outcome) => {
        if (this.#isOver || batch !== this.#batch || this.#unsettled.size === 0) return;
        // A guess that cannot be decoded is no failure: the picture itself may still become one.
        if ('result' in outcome) this.#progress(Math.max(step, this.#step), steps, outcome.result as Pixels);
      },
    });
  }

  #finished(place: Place, picture: Picture | undefined): void {
    if (this.#isOver) return;
    this.#unsettled.delete(place);
    if (picture) {
      const { index, isInexact = false } = place;
      this.surroundings.emit({ type: 'picture', jobId: this.job.id, index, isExact: !isInexact, ...picture });
    }
    if (this.#unsettled.size === 0) this.#nextBatch();
  }

  #end(): void {
    this.#isOver = true;
    const { emit, ended, warnings } = this.surroundings;
    emit({
      type: 'done',
      jobId: this.job.id,
      deviceMs: this.#deviceMs,
      interrupted: this.#interrupted,
      warnings,
    });
    ended();
  }

  /** Ends the job with an error; its other pictures are dropped. */
  #fail(error: EngineError): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const { stepper, emit, ended } = this.surroundings;
    for (const { run } of this.#unsettled) if (run) stepper.drop(run);
    emit({ type: 'failed', jobId: this.job.id, deviceMs: this.#deviceMs, error: error.toData() });
    ended();
  }
}
