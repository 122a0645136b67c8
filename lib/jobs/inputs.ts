import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { jobDir, jobsDir } from '@/lib/data-dir';
import { flushFolder, writeDurably } from '@/lib/data-dir/write-durably';
import { AppError } from '@/lib/errors';

/** A file that comes with a job, such as the picture it starts from. Its request names it by its digest. */
export interface JobInput {
  /** Hex, of the bytes. */
  sha256: string;
  bytes: Buffer;
}

/** A folder that is not whole yet, or whose job was not let in. */
export const UNFINISHED = '.new';

const SHA256 = /^[0-9a-f]{64}$/;

/**
 * Puts a job's inputs where every worker finds them: all of them, or none. Comes before the job's row, so that no worker
 * ever meets a job without them.
 * @throws AppError `inputs_not_stored` (507)
 */
export async function storeInputs(jobId: string, inputs: readonly JobInput[]): Promise<void> {
  if (inputs.length === 0) return;
  const folder = jobDir(jobId);
  const unfinished = jobDir(jobId + UNFINISHED);
  try {
    await mkdir(unfinished);
    for (const { sha256, bytes } of distinct(inputs)) await writeDurably(join(unfinished, sha256), bytes);
    await flushFolder(unfinished);
    await rename(unfinished, folder);
    await flushFolder(jobsDir());
  } catch (cause) {
    await rm(unfinished, { recursive: true, force: true }).catch(() => {});
    throw new AppError({
      code: 'inputs_not_stored',
      status: 507,
      message: `The pictures you sent could not be stored (${(cause as NodeJS.ErrnoException).code}). Tell your administrator to look at the disk with the data directory, then send them again.`,
      cause,
    });
  }
}

const distinct = (inputs: readonly JobInput[]) =>
  new Map(inputs.map((input) => [input.sha256, input])).values();

/**
 * An input of a job, the very bytes that came with it.
 * @throws AppError `input_gone` (410), `input_damaged` (500)
 */
export async function readInput(jobId: string, sha256: string): Promise<Buffer> {
  if (!SHA256.test(sha256)) throw inputGone();
  const bytes = await readFile(join(jobDir(jobId), sha256)).catch((cause) => {
    throw inputGone(cause);
  });
  if (createHash('sha256').update(bytes).digest('hex') === sha256) return bytes;
  throw new AppError({
    code: 'input_damaged',
    status: 500,
    message:
      'A picture that came with this request has changed on the disk. Send the request again, and tell your administrator.',
  });
}

const inputGone = (cause?: unknown) =>
  new AppError({
    code: 'input_gone',
    status: 410,
    message:
      'A picture that came with this request is no longer in the data directory. Send the request again.',
    cause,
  });

/** Bytes of inputs, each once. */
export const bytesOf = (inputs: readonly JobInput[]): number =>
  [...distinct(inputs)].reduce((sum, { bytes }) => sum + bytes.length, 0);

/** Bytes that the inputs of some jobs take on the disk; those that are gone take none. */
export async function storedBytes(jobIds: readonly string[]): Promise<number> {
  const sizes = await Promise.all(
    jobIds.map(async (id) => {
      const names = await readdir(jobDir(id)).catch(() => []);
      const files = await Promise.all(names.map((name) => stat(join(jobDir(id), name)).catch(() => null)));
      return files.reduce((sum, file) => sum + (file?.size ?? 0), 0);
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Gives the inputs of a job to another one; a job that has none has none to give. */
export async function handOverInputs(fromJobId: string, toJobId: string): Promise<void> {
  await rename(jobDir(fromJobId), jobDir(toJobId)).catch((error) => {
    if (error.code !== 'ENOENT') throw error;
  });
}

/** Forgets the inputs of a job that has ended, or was not let in. */
export async function removeInputs(jobId: string): Promise<void> {
  await rm(jobDir(jobId), { recursive: true, force: true });
}
