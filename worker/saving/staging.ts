import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type pg from 'pg';
import { stagingDir } from '@/lib/data-dir';
import { writeDurably } from '@/lib/data-dir/write-durably';
import type { ClaimedJob } from '@/lib/jobs/claim';
import type { PlacedPicture } from '@/lib/jobs/settle';
import { mkdirInDataDir } from './mkdir-in-data-dir';
import { placePictures } from './place-pictures';
import { savingError } from './saving-error';
import type { NewPicture, StagedPicture } from './staged-picture';

/**
 * Where one delivery of a job collects its pictures, in a folder that only this delivery knows. They reach their places
 * when the job is settled; until then nobody sees them, and what a crash leaves is swept (sweep-staging.ts).
 */
export class Staging {
  readonly directory: string;
  readonly #pictures: StagedPicture[] = [];

  constructor(readonly job: ClaimedJob) {
    this.directory = stagingDir(job.id, job.delivery);
  }

  /** Writes a picture to the disk; one that is drawn again takes the place of the first. @throws AppError that says what is wrong with the disk */
  async add({ bytes, format, ...picture }: NewPicture): Promise<void> {
    const file = join(this.directory, `${picture.index}.${format}`);
    await explained(async () => {
      await mkdirInDataDir(this.directory);
      await rm(file, { force: true });
      await writeDurably(file, bytes);
    });
    const earlier = this.#pictures.findIndex(({ index }) => index === picture.index);
    if (earlier !== -1) this.#pictures.splice(earlier, 1);
    this.#pictures.push({ ...picture, file });
  }

  /** What lies there so far, in no order. */
  get pictures(): readonly StagedPicture[] {
    return this.#pictures;
  }

  /**
   * Moves all pictures to their places and names them; may be called again when the transaction did not commit.
   * @throws AppError that says what is wrong with the disk; then none is left at its place
   */
  place(client: pg.PoolClient): Promise<PlacedPicture[]> {
    const pictures = this.#pictures.toSorted((a, b) => a.index - b.index);
    return explained(() => placePictures(client, this.job, this.directory, pictures));
  }

  /** Of the folder, for the sweep. */
  get name(): string {
    return basename(this.directory);
  }
}

async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw savingError(error);
  }
}

/** The folder that holds the staging folders of all deliveries. */
export const stagingRoot = (): string => dirname(stagingDir('any', 0));
