import { config } from '@/lib/config';
import { AppError } from '@/lib/errors';
import { interruptJobs, waitForJob } from '@/lib/jobs';
import type { JobView } from '@/lib/jobs/types';
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

/**
 * Waits until a job of a program has ended. A client that goes away stops its job, as nobody would get the pictures, and
 * so does a call that has waited for too long. Throws AppError 504, what waiting throws.
 */
async function endOfJob(userId: string, id: string, gone: AbortSignal): Promise<JobView> {
  const seconds = config().apiTimeout;
  const late = seconds === null ? null : AbortSignal.timeout(seconds * 1000);
  const signal = late ? AbortSignal.any([gone, late]) : gone;
  const onAbort = () => void interruptJobs(userId, id).catch(() => {});
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  try {
    return await waitForJob(userId, id, signal);
  } catch (error) {
    if (seconds !== null && late?.aborted && !gone.aborted) throw waitedTooLong(seconds);
    throw error;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/**
 * Waits until a job has ended and answers in the form that its request asked for. Throws what waiting and answering throw.
 * @param began when the call began, as performance.now() tells it
 */
export async function answerAtEnd(
  userId: string,
  { id, fields, began }: { id: string; fields: SharedFields; began: number },
  signal: AbortSignal,
): Promise<GenerationAnswer> {
  const job = await endOfJob(userId, id, signal);
  const seconds = Number(((performance.now() - began) / 1000).toFixed(3));
  if (job.request.save_dir !== undefined) return serviceAnswer(userId, job, fields, seconds);
  const answer = await generationAnswer(userId, job, fields);
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
