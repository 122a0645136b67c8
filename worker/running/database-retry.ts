import { setTimeout as delay } from 'node:timers/promises';
import { isDatabaseAway } from '@/lib/jobs/database-away';
import { log } from '@/lib/log';

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;

/**
 * Does `work`, again and again while the database is away. Only for writes that may be repeated: the answer to one that
 * was carried out may have been lost.
 *
 * @throws the signal's reason when it gives up, and everything that is no sign of a database that is away
 */
export async function whenDatabaseAnswers<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      log.debug({ err: error }, 'the database is away, trying again');
    }
    await delay(pause, undefined, { signal });
  }
}
