import type { ClaimedJob } from '@/lib/jobs/claim';
import { pixelsOf } from '../engine/images/bitmap';
import type { EngineEvent, Pixels } from '../engine-protocol';
import { openWorkpiece } from '../workpieces/open-workpiece';
import type { Beginning, LaidPicture, Workpiece } from '../workpieces/workpiece';
import { sentPicture } from './engine-job-img2img';
import type { JobPart } from './job-parts';

type Drawn = Extract<EngineEvent, { type: 'picture' }>;

/** A picture that the parts of a job have drawn together. */
export interface LaidTogether {
  /** Of the result. */
  place: number;
  /** Which picture of the part's batch it is. */
  index: number;
  pixels: Pixels;
  complete: boolean;
  /** Nothing of it was computed less exactly, for speed. */
  isExact: boolean;
  /** The first of the parts: what it asks for is told. */
  part: JobPart;
}

/** The work on pictures that some series do while a delivery lasts; for all other jobs it does nothing. */
export class SeriesWork {
  #opening: Promise<Workpiece | null> | undefined;
  #piece: Workpiece | null = null;
  /** Works of which something was not drawn exactly: what is drawn from it is not either. */
  readonly #inexact = new Set<number>();

  constructor(
    readonly job: ClaimedJob,
    readonly parts: readonly JobPart[],
  ) {}

  /** Whether what the parts draw are no pictures of the job, but parts of such. */
  get laysTogether(): boolean {
    return this.job.request.series?.results !== undefined;
  }

  /** What the pictures of a part begin with; undefined: with what was sent. @throws AppError */
  async begin({ request, work }: JobPart): Promise<Beginning[] | undefined> {
    const { img2img } = request;
    if (!work || !img2img) return undefined;
    // What can't be opened for one part is not tried again for hundreds.
    this.#opening ??= openWorkpiece(this.job.request, () => sentPicture(this.job.id, img2img));
    this.#piece = await this.#opening;
    return this.#piece?.begin(work, request.batch_size);
  }

  drawn({ work }: JobPart, { index, pixels, complete, isExact }: Drawn): void {
    if (!work) return;
    if (!isExact) this.#inexact.add(work.of);
    this.#piece?.drawn(work, index, pixels, complete);
  }

  /** Whether a part draws from nothing that was not drawn exactly. */
  isExact({ work }: JobPart): boolean {
    return !work || !this.#inexact.has(work.of);
  }

  takeFinished = (): LaidTogether[] => this.#laid(this.#piece?.takeFinished());
  takeUnfinished = (): LaidTogether[] => this.#laid(this.#piece?.takeUnfinished());

  #laid(laid: readonly LaidPicture[] = []): LaidTogether[] {
    return laid.map(({ index: place, of, place: index, picture, complete }) => ({
      place,
      index,
      pixels: pixelsOf(picture),
      complete,
      isExact: !this.#inexact.has(of),
      part: this.parts.find(({ work }) => work?.of === of)!,
    }));
  }
}
