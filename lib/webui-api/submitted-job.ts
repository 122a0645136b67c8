import { interruptJobs, waitForJob } from '@/lib/jobs';
import type { JobView } from '@/lib/jobs/types';

/**
 * Waits until a job of a program has ended. A client that goes away stops its job, as nobody would get the pictures.
 * Throws what waiting throws.
 */
export async function endOfJob(userId: string, id: string, signal: AbortSignal): Promise<JobView> {
  const onAbort = () => void interruptJobs(userId, id).catch(() => {});
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  try {
    return await waitForJob(userId, id, signal);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** What the address of a request and its connection say. */
export interface Connection {
  /** A name for the job in the query. */
  taskId: string | null;
  /** Aborted when the client goes away. */
  signal: AbortSignal;
}
