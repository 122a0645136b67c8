import { rescanFor } from './request-rescan';

/** Somebody waits for a picture. */
const LONGEST_WAIT_MS = 2_500;
/** A program that asks again and again for what is not there has the folders read so often. */
const SAME_AGAIN_MS = 10_000;
/** Nobody reads folders while no worker runs. */
const NOBODY_AGAIN_MS = 30_000;
const MOST_REMEMBERED = 1_000;

/** When something was looked for in vain, by whom and what. */
const missed = new Map<string, number>();
let nobodyUntil = 0;

function wasMissed(key: string): boolean {
  const now = performance.now();
  const before = missed.get(key);
  return now < nobodyUntil || (before !== undefined && now - before < SAME_AGAIN_MS);
}

function remember(key: string): void {
  missed.delete(key);
  missed.set(key, performance.now());
  if (missed.size > MOST_REMEMBERED) missed.delete(missed.keys().next().value!);
}

/**
 * Looks something up in the catalogue; where it is not there, the folders are read once more before the answer is no. A
 * file may have been put there a moment ago, and mounted buckets tell nothing.
 *
 * @param what is looked for, the same text for the same thing
 * @param ask null: it is not there
 */
export async function orLookAgain<T>(
  ownerId: string,
  what: string,
  ask: () => Promise<T | null>,
): Promise<T | null> {
  const found = await ask();
  const key = `${ownerId} ${what}`;
  if (found !== null || wasMissed(key)) return found;
  if (!(await rescanFor(ownerId, undefined, LONGEST_WAIT_MS))) {
    nobodyUntil = performance.now() + NOBODY_AGAIN_MS;
    return null;
  }
  const again = await ask();
  if (again === null) remember(key);
  return again;
}
