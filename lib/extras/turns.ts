import { availableParallelism } from 'node:os';
import { AppError } from '@/lib/errors';

/** Pictures that may wait: of one person, and of all together in this process. */
const MOST_WAITING = { ofOne: 8, ofAll: 32 };
/** A quarter of the cores, or one: the others answer pages, and draw. */
const AT_ONCE = Math.max(1, Math.floor(availableParallelism() / 4));

interface Waiting {
  userId: string;
  go: () => void;
}

interface Turns {
  running: number;
  waiting: Waiting[];
  last: string | null;
}

// Next loads server code more than once in a process; they share the turns.
const held = globalThis as { atelierExtrasTurns?: Turns };

/**
 * Does `work` when it is this person's turn: few pictures at once, and people take turns, so that nobody's folder of
 * hundreds has others wait. @throws AppError `extras_busy` (429) when too many wait; what `signal` says when it is over
 */
export async function inTurn<T>(userId: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  held.atelierExtrasTurns ??= { running: 0, waiting: [], last: null };
  const turns = held.atelierExtrasTurns;
  if (turns.running >= AT_ONCE) await waited(turns, userId, signal);
  else turns.running++;
  turns.last = userId;
  try {
    return await work();
  } finally {
    const next = turns.waiting.find((other) => other.userId !== turns.last) ?? turns.waiting[0];
    if (next) next.go();
    else turns.running--;
  }
}

/** Whoever goes takes over the place of who is done. */
function waited(turns: Turns, userId: string, signal?: AbortSignal): Promise<void> {
  const ofOne = turns.waiting.filter((other) => other.userId === userId).length;
  if (ofOne >= MOST_WAITING.ofOne || turns.waiting.length >= MOST_WAITING.ofAll) throw busy();
  return new Promise((resolve, reject) => {
    const leave = () => {
      turns.waiting = turns.waiting.filter((other) => other !== me);
      signal?.removeEventListener('abort', giveUp);
    };
    const giveUp = () => {
      leave();
      reject(signal?.reason);
    };
    const me: Waiting = {
      userId,
      go: () => {
        leave();
        resolve();
      },
    };
    turns.waiting.push(me);
    signal?.addEventListener('abort', giveUp);
  });
}

const busy = () =>
  new AppError({
    code: 'extras_busy',
    status: 429,
    message:
      'Too many pictures wait to be enlarged already. Wait until some are done, then send this one again.',
  });
