import { AppError } from '@/lib/errors';
import { onJobChange } from './changes';
import { isDatabaseAway } from './database-away';
import { findJob } from './find';
import { ENDED, type JobView } from './types';

/** A look now and then, should a notification ever get lost. */
const SAFETY_POLL_MS = 5_000;

/**
 * Resolves when the user's job has ended, woken by its notification.
 * @throws AppError `job_not_found` (404); the signal's reason when aborted; database errors that outlast a second look
 */
export async function waitForJob(userId: string, key: string, signal?: AbortSignal): Promise<JobView> {
  signal?.throwIfAborted();
  const first = await findJob(userId, key);
  if (!first) throw jobNotFound();
  if (ENDED.includes(first.state)) return first;

  let wake = () => {};
  const stopListening = await onJobChange((change) => {
    if (change === 'reconnected' || (change.jobId === first.id && change.change === 'state')) wake();
  });
  const onAbort = () => wake();
  signal?.addEventListener('abort', onAbort);
  try {
    for (;;) {
      // Made before the look, so that a change between the look and the wait ends the wait.
      const changed = new Promise<void>((resolve) => {
        wake = resolve;
      });
      signal?.throwIfAborted();
      const job = await lookAt(userId, first.id);
      if (job && ENDED.includes(job.state)) return job;
      await orAfter(SAFETY_POLL_MS, changed);
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
    stopListening();
  }
}

/** A database that is away for a moment is no reason to give up on a job that lives on. */
async function lookAt(userId: string, id: string): Promise<JobView | null> {
  try {
    return await findJob(userId, id);
  } catch (error) {
    if (isDatabaseAway(error)) return null;
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
