import { createHash } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
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

/** One that came with a job that has ended, and comes with another one as well. */
export interface KeptInput {
  sha256: string;
  fromJobId: string;
  /** Bytes. */
  size: number;
}

/** A folder that is not whole yet, or whose job was not let in. */
export const UNFINISHED = '.new';

const SHA256 = /^[0-9a-f]{64}$/;

/**
 * Puts a job's inputs where every worker finds them: all of them, or none. Comes before the job's row, so that no worker
 * ever meets a job without them.
 * @throws AppError `inputs_not_kept` (409), `inputs_not_stored` (507)
 */
export async function storeInputs(jobId: string, inputs: readonly (JobInput | KeptInput)[]): Promise<void> {
  if (inputs.length === 0) return;
  const folder = jobDir(jobId);
  const unfinished = jobDir(jobId + UNFINISHED);
  try {
    await mkdir(unfinished);
    for (const input of distinct(inputs)) await putInput(join(unfinished, input.sha256), input);
    await flushFolder(unfinished);
    await rename(unfinished, folder);
    await flushFolder(jobsDir());
  } catch (cause) {
    await rm(unfinished, { recursive: true, force: true }).catch(() => {});
    if (cause instanceof AppError) throw cause;
    throw new AppError({
      code: 'inputs_not_stored',
      status: 507,
      message: `The pictures you sent could not be stored (${(cause as NodeJS.ErrnoException).code}). Tell your administrator to look at the disk with the data directory, then send them again.`,
      cause,
    });
  }
}

const distinct = (inputs: readonly (JobInput | KeptInput)[]) =>
  new Map(inputs.map((input) => [input.sha256, input])).values();

async function putInput(file: string, input: JobInput | KeptInput): Promise<void> {
  if ('bytes' in input) return writeDurably(file, input.bytes);
  const kept = join(jobDir(input.fromJobId), input.sha256);
  try {
    // Nobody writes into an input, so both jobs may have the same file. Some disks can't: then it is copied.
    await link(kept, file).catch(async () => writeDurably(file, await readFile(kept)));
  } catch (cause) {
    // Made room for others a moment ago.
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') throw inputsNotKept();
    throw cause;
  }
}

/**
 * Inputs of a job that has ended, for another one.
 * @param names their digests
 * @throws AppError `inputs_not_kept` (409) when they are not all there any more
 */
export async function keptInputs(fromJobId: string, names: readonly string[]): Promise<KeptInput[]> {
  return Promise.all(
    names.map(async (sha256) => {
      const file = SHA256.test(sha256) && (await stat(join(jobDir(fromJobId), sha256)).catch(() => null));
      if (!file) throw inputsNotKept();
      return { sha256, fromJobId, size: file.size };
    }),
  );
}

const inputsNotKept = () =>
  new AppError({
    code: 'inputs_not_kept',
    status: 409,
    message:
      'The picture that this job began with is not kept. Choose it in Img2img again and generate from there.',
  });

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
export const bytesOf = (inputs: readonly (JobInput | KeptInput)[]): number =>
  [...distinct(inputs)].reduce((sum, input) => sum + ('bytes' in input ? input.bytes.length : input.size), 0);

/** Gives the inputs of a job to another one; false: it has none. */
export async function handOverInputs(fromJobId: string, toJobId: string): Promise<boolean> {
  try {
    await rename(jobDir(fromJobId), jobDir(toJobId));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** Removes the inputs of a job that nobody needs any more, or that was not let in. */
export async function removeInputs(jobId: string): Promise<void> {
  await rm(jobDir(jobId), { recursive: true, force: true });
}
