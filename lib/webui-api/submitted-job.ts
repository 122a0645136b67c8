import { config } from '@/lib/config';
import { AppError, noSuch } from '@/lib/errors';
import { findJob, findPictures, interruptJobs, waitForEnd } from '@/lib/jobs';
import type { PictureFile } from '@/lib/jobs/picture-file';
import type { JobView } from '@/lib/jobs/types';
import type { PictureEncoding } from '@/lib/pictures/encode-picture';
import { type GenerationAnswer, generationAnswer } from './generation-answer';
import type { SharedFields } from './generation-fields';
import { serviceAnswer } from './service-answer';

/** A call has waited for as long as it may: 504. */
function waitedTooLong(seconds: number): AppError {
  return new AppError({
    code: 'waited_too_long',
    status: 504,
    message: `The job was stopped: this server lets a call wait for ${seconds} seconds. Ask for less, or try again when less is going on.`,
  });
}

/** A job that has ended and what it made, read at once. */
async function lookAtEnd(userId: string, id: string): Promise<{ job: JobView; pictures: PictureFile[] }> {
  const [job, pictures] = await Promise.all([findJob(userId, id), findPictures(userId, id)]);
  if (!job) throw noSuch('job');
  return { job, pictures };
}

/**
 * Waits until a job of a program has ended. A client that goes away stops its job, as nobody would get the pictures, and
 * so does a call that has waited for too long. Throws AppError 504, what waiting throws.
 */
async function endOfJob(userId: string, id: string, gone: AbortSignal) {
  const seconds = config().apiTimeout;
  const late = seconds === null ? null : AbortSignal.timeout(seconds * 1000);
  const signal = late ? AbortSignal.any([gone, late]) : gone;
  const onAbort = () => void interruptJobs(userId, id).catch(() => {});
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  try {
    return await waitForEnd(userId, id, (ended) => lookAtEnd(userId, ended), signal);
  } catch (error) {
    if (seconds !== null && late?.aborted && !gone.aborted) throw waitedTooLong(seconds);
    throw error;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/**
 * Waits until a job has ended and answers in the form that its request asked for. Throws what waiting and answering throw.
 * @param format in which pictures are sent
 * @param began when the call began, as performance.now() tells it
 */
export async function answerAtEnd(
  userId: string,
  { id, fields, format, began }: { id: string; fields: SharedFields; format: PictureEncoding; began: number },
  signal: AbortSignal,
): Promise<GenerationAnswer> {
  const { job, pictures } = await endOfJob(userId, id, signal);
  const seconds = Number(((performance.now() - began) / 1000).toFixed(3));
  if (job.request.save_dir !== undefined) return serviceAnswer(job, pictures, fields, seconds);
  const answer = await generationAnswer(job, pictures, { fields, format });
  // `--time-log`
  return config().timeLog ? { ...answer, parameters: { ...answer.parameters, total_time: seconds } } : answer;
}

/** What the address of a request and its connection say. */
export interface Connection {
  /** A name for the job in the query. */
  taskId: string | null;
  /** Aborted when the client goes away. */
  signal: AbortSignal;
  /** Where the call comes from, for the audit log. */
  address: string;
}
