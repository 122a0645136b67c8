import { interruptJobs, waitForJob } from '@/lib/jobs';
import type { JobView } from '@/lib/jobs/types';
import { generationAnswer } from './generation-answer';
import type { SharedFields } from './generation-fields';
import { serviceAnswer } from './service-answer';

/**
 * Waits until a job of a program has ended. A client that goes away stops its job, as nobody would get the pictures.
 * Throws what waiting throws.
 */
async function endOfJob(userId: string, id: string, signal: AbortSignal): Promise<JobView> {
  const onAbort = () => void interruptJobs(userId, id).catch(() => {});
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  try {
    return await waitForJob(userId, id, signal);
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
): Promise<Record<string, unknown>> {
  const job = await endOfJob(userId, id, signal);
  if (job.request.save_dir === undefined) return generationAnswer(userId, job, fields);
  return serviceAnswer(userId, job, fields, (performance.now() - began) / 1000);
}

/** What the address of a request and its connection say. */
export interface Connection {
  /** A name for the job in the query. */
  taskId: string | null;
  /** Aborted when the client goes away. */
  signal: AbortSignal;
}
