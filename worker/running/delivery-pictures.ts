import type pg from 'pg';
import { seedOf } from '@/lib/generation/details';
import { gridsOf } from '@/lib/generation/grids';
import { type DrawnFacts, writeInfotext } from '@/lib/generation/infotext';
import type { ClaimedJob } from '@/lib/jobs/claim';
import type { PlacedPicture } from '@/lib/jobs/settle';
import type { EngineEvent } from '../engine-protocol';
import { batchGrid } from '../saving/batch-grid';
import { encodePicture } from '../saving/encode-picture';
import { seriesGrids } from '../saving/series-grids';
import { Staging } from '../saving/staging';
import { sweepDelivery } from '../saving/sweep-staging';
import type { Beginning } from '../workpieces/workpiece';
import type { JobPart } from './job-parts';
import { maskPicturesOf, masksBeside } from './mask-pictures';
import { type SentPicture, sentPictures } from './sent-pictures';
import { type LaidTogether, SeriesWork } from './series-work';

/** The mode that may draw less than exactly. */
const INEXACT = { acceleration: 'blade' } as const;

type Drawn = Extract<EngineEvent, { type: 'picture' }>;

/** What a delivery draws, on its way to the disk: encoded and staged while the engine goes on, grids at the end. */
export class DeliveryPictures {
  readonly #staging: Staging;
  readonly #work: SeriesWork;
  /** What infotexts say besides the request, by the index of a part's first picture. */
  readonly #facts = new Map<number, DrawnFacts>();
  /** Of those parts, the ones with a picture that was not drawn exactly. */
  readonly #inexact = new Set<number>();
  /** Pictures that are kept though they were sent. */
  #sent: readonly SentPicture[] | undefined;
  #saving: Promise<void>[] = [];
  #error: unknown = null;

  /** @param onError told when a picture can't be saved: more can't be either */
  constructor(
    readonly job: ClaimedJob,
    parts: readonly JobPart[],
    readonly onError: () => void,
  ) {
    this.#staging = new Staging(job);
    this.#work = new SeriesWork(job, parts);
  }

  /** The first thing that went wrong with saving; null: nothing. */
  get error(): unknown {
    return this.#error;
  }

  /** What the pictures of a part begin with; undefined: with what was sent. @throws AppError */
  async begin(part: JobPart): Promise<Beginning[] | undefined> {
    this.#sent ??= await sentPictures(this.job);
    return this.#work.begin(part);
  }

  /** What infotexts say of the pictures of a part besides its request. */
  tell({ firstPicture, work }: JobPart, facts: DrawnFacts): void {
    const told = this.job.request.series?.told.each;
    const initImageHashes = (this.#sent ?? []).map(({ hash }) => hash);
    this.#facts.set(firstPicture, {
      ...facts,
      ...(told ? { told } : {}),
      // What is worked on is not what was sent.
      ...(initImageHashes.length > 0 && !work ? { initImageHashes } : {}),
    });
  }

  /** Takes in a picture of a part. */
  add(part: JobPart, picture: Drawn): void {
    this.#work.drawn(part, picture);
    const isExact = picture.isExact && this.#work.isExact(part);
    if (!this.#work.laysTogether) this.#saving.push(this.#save({ ...picture, isExact }, part));
  }

  /** A part has ended: what is whole by it is saved. */
  partEnded(): void {
    this.#saveLaid(this.#work.takeFinished());
  }

  /** All parts have ended: saves what is not whole, and the grids of what was drawn. */
  async end(): Promise<void> {
    this.#saveLaid(this.#work.takeUnfinished());
    await this.written();
    await this.#drawGrids();
    await this.#keepSent();
  }

  /** Resolves when nothing is being written. */
  async written(): Promise<void> {
    await Promise.all(this.#saving);
  }

  /** Moves all of them to their places, in the transaction that settles the job (Staging.place). */
  place(client: pg.PoolClient): Promise<PlacedPicture[]> {
    return this.#staging.place(client);
  }

  /** Removes what no picture row names. */
  async sweep(): Promise<void> {
    await sweepDelivery(this.#staging.name);
  }

  /** Pictures that several cells have drawn together are told of as the first of them. */
  #saveLaid(laid: readonly LaidTogether[]): void {
    for (const { place, part, ...drawn } of laid)
      this.#saving.push(this.#save(drawn, part, gridsOf(this.job.request) + place));
  }

  /** Encodes and stages a picture while the engine goes on. */
  async #save(
    { index, pixels, complete, isExact }: Pick<Drawn, 'index' | 'pixels' | 'complete' | 'isExact'>,
    { request, firstPicture }: JobPart,
    place = firstPicture + index,
  ): Promise<void> {
    try {
      if (!isExact) this.#inexact.add(firstPicture);
      const facts = { ...this.#facts.get(firstPicture), ...(isExact ? {} : INEXACT) };
      const infotext = writeInfotext(request, index, facts);
      const picture = {
        index: place,
        // Pictures cut short are shown, not kept (sdapi §17).
        saved: request.save_images && complete,
        complete,
        seed: seedOf(request, index),
        infotext,
      };
      const encoded = await encodePicture(pixels, picture, request);
      const beside = pixels.masks ? await masksBeside(request, picture, pixels.masks) : [];
      await this.#staging.add({ ...encoded, beside });
      if (!pixels.masks) return;
      for (const mask of await maskPicturesOf(request, picture, pixels.masks)) await this.#staging.add(mask);
    } catch (error) {
      this.#error ??= error;
      this.onError();
    }
  }

  /** Of what was drawn, once all of it is there. */
  async #drawGrids(): Promise<void> {
    if (this.#error) return;
    try {
      const drawn = [...this.#staging.pictures];
      const factsOf = (first: number) =>
        this.#inexact.has(first) ? { ...this.#facts.get(first), ...INEXACT } : this.#facts.get(first);
      for await (const grid of seriesGrids(this.job.request, drawn, factsOf)) await this.#staging.add(grid);
      const grid = await batchGrid(this.job.request, drawn, factsOf(gridsOf(this.job.request)));
      if (grid) await this.#staging.add(grid);
    } catch (error) {
      this.#error = error;
    }
  }

  async #keepSent(): Promise<void> {
    if (this.#error) return;
    try {
      const sent = new Map((this.#sent ?? []).map(({ name, bytes }) => [name, { name, bytes }]));
      for (const picture of sent.values()) await this.#staging.addInit(picture);
    } catch (error) {
      this.#error = error;
    }
  }
}
