import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type pg from 'pg';
import { stagingDir } from '@/lib/data-dir';
import { writeDurably } from '@/lib/data-dir/write-durably';
import type { ClaimedJob } from '@/lib/jobs/claim';
import type { PlacedPicture } from '@/lib/jobs/settle';
import { filesBeside } from './files-beside';
import { mkdirInDataDir } from './mkdir-in-data-dir';
import { placePictures } from './place-pictures';
import { savingError } from './saving-error';
import type { NewInit, NewPicture, StagedBeside, StagedInit, StagedPicture } from './staged-picture';

/**
 * Where one delivery of a job collects its pictures, in a folder that only this delivery knows. They reach their places
 * when the job is settled; until then nobody sees them, and what a crash leaves is swept (sweep-staging.ts).
 */
export class Staging {
  readonly directory: string;
  readonly #pictures: StagedPicture[] = [];
  readonly #inits: StagedInit[] = [];

  constructor(readonly job: ClaimedJob) {
    this.directory = stagingDir(job.id, job.delivery);
  }

  /**
   * Writes a picture to the disk, with the files that its request wants beside it; one that is drawn again takes the place of
   * the first. @throws AppError that says what is wrong with the disk
   */
  async add(picture: NewPicture): Promise<void> {
    const { bytes, format, beside: own = [], ...told } = picture;
    const file = await this.#write(`${told.index}.${format}`, bytes);
    const beside: StagedBeside[] = [];
    for (const { ending, bytes } of [...own, ...(await filesBeside(this.job.request, picture))])
      beside.push({ ending, file: await this.#write(`${told.index}-beside${ending}`, bytes) });
    const earlier = this.#pictures.findIndex(({ index }) => index === told.index);
    if (earlier !== -1) this.#pictures.splice(earlier, 1);
    this.#pictures.push({ ...told, file, ...(beside.length > 0 ? { beside } : {}) });
  }

  /** Writes a picture that was sent and is to be kept. @throws AppError that says what is wrong with the disk */
  async addInit({ name, bytes }: NewInit): Promise<void> {
    this.#inits.push({ name, file: await this.#write(`init-${name}`, bytes) });
  }

  async #write(name: string, bytes: Buffer): Promise<string> {
    const file = join(this.directory, name);
    await explained(async () => {
      await mkdirInDataDir(this.directory);
      await rm(file, { force: true });
      await writeDurably(file, bytes);
    });
    return file;
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
    return explained(() => placePictures(client, this.job, this.directory, { pictures, inits: this.#inits }));
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
