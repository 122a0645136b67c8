import { AppError } from '@/lib/errors';
import { type ChangeListener, onJobChange } from './changes';
import { isDatabaseAway } from './database-away';
import { findJob, findJobState } from './find';
import { ENDED, type JobView } from './types';

/** A look now and then, should a notification ever get lost. */
const SAFETY_POLL_MS = 15_000;
/** Until the database is back to be listened to. */
const AWAY_POLL_MS = 250;

/**
 * Resolves when the user's job has ended, woken by its notification, with what `look` reads of it then.
 * @param look what is wanted of the job; it has ended
 * @throws AppError `job_not_found` (404); the signal's reason when aborted; what `look` throws
 */
export async function waitForEnd<T>(
  userId: string,
  key: string,
  look: (jobId: string) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  let wake = () => {};
  /** From the first look on. Somebody may wait for fifty jobs at once, and each wait looks at its own only. */
  let jobId: string | null = null;
  let hasEnded = false;
  let stopListening: (() => void) | null = null;
  const onChange: ChangeListener = (change) => {
    if (change === 'reconnected') return wake();
    const isOurs = jobId === null ? change.userId === userId : change.jobId === jobId;
    if (!isOurs || change.change === 'progress' || !ENDED.includes(change.change)) return;
    hasEnded ||= jobId !== null;
    wake();
  };
  const onAbort = () => wake();
  signal?.addEventListener('abort', onAbort);
  try {
    for (;;) {
      signal?.throwIfAborted();
      stopListening ??= await unlessAway(() => onJobChange(onChange));
      // Made before the look, so that a change between the look and the wait ends the wait.
      const changed = new Promise<void>((resolve) => {
        wake = resolve;
      });
      if (!hasEnded) {
        const found = await unlessAway(async () => ({ job: await findJobState(userId, key) }));
        if (found && !found.job) throw jobNotFound();
        jobId = found?.job?.id ?? jobId;
        if (found?.job) hasEnded ||= ENDED.includes(found.job.state);
      }
      if (hasEnded && jobId !== null) {
        const ended = jobId;
        const read = await unlessAway(async () => ({ value: await look(ended) }));
        if (read) return read.value;
      }
      if (!signal?.aborted) await orAfter(stopListening ? SAFETY_POLL_MS : AWAY_POLL_MS, changed);
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
    stopListening?.();
  }
}

/** The job when it has ended. Throws what waitForEnd throws. */
export async function waitForJob(userId: string, key: string, signal?: AbortSignal): Promise<JobView> {
  const job = await waitForEnd(userId, key, (id) => findJob(userId, id), signal);
  if (!job) throw jobNotFound();
  return job;
}

/** A database that is away for a moment is no reason to give up on a job that lives on: null. */
async function unlessAway<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
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
