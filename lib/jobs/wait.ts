import { AppError } from '@/lib/errors';
import { onJobChange } from './changes';
import { isDatabaseAway } from './database-away';
import { findJob } from './find';
import { ENDED, type JobView } from './types';

/** A look now and then, should a notification ever get lost. */
const SAFETY_POLL_MS = 5_000;

/**
 * Resolves when the user's job has ended, woken by its notification.
 * @throws AppError `job_not_found` (404); the signal's reason when aborted
 */
export async function waitForJob(userId: string, key: string, signal?: AbortSignal): Promise<JobView> {
  let wake = () => {};
  const stopListening = await onJobChange((change) => {
    if (change === 'reconnected' || (change.userId === userId && change.change === 'state')) wake();
  });
  const onAbort = () => wake();
  signal?.addEventListener('abort', onAbort);
  try {
    for (;;) {
      signal?.throwIfAborted();
      // Made before the look, so that a change between the look and the wait ends the wait.
      const changed = new Promise<void>((resolve) => {
        wake = resolve;
      });
      const job = await lookAt(userId, key);
      if (job === null) throw jobNotFound();
      if (job !== 'away' && ENDED.includes(job.state)) return job;
      if (!signal?.aborted) await orAfter(SAFETY_POLL_MS, changed);
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
    stopListening();
  }
}

/** A database that is away for a moment is no reason to give up on a job that lives on. */
async function lookAt(userId: string, key: string): Promise<JobView | null | 'away'> {
  try {
    return await findJob(userId, key);
  } catch (error) {
    if (isDatabaseAway(error)) return 'away';
    throw error;
  }
}

async function orAfter(milliseconds: number, event: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([event, timeout]);
  clearTimeout(timer);
}

function jobNotFound(): AppError {
  return new AppError({
    code: 'job_not_found',
    status: 404,
    message: 'You have no job with this id. The list of your jobs shows those you have.',
  });
}
