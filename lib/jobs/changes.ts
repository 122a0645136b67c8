import { listen } from '@/lib/db/notifications';
import { JOB_CHANGED, type JobChange, parseJobChange } from './channels';

/** `reconnected`: notifications may have been missed; look again at everything that matters. */
export type ChangeListener = (change: JobChange | 'reconnected') => void;

interface Feed {
  listeners: Set<ChangeListener>;
  listening: Promise<unknown> | null;
}

// Next loads server code more than once in a process; they share one connection.
const held = globalThis as { atelierJobChanges?: Feed };

/**
 * Hears of every change of every job, over the process's one listening connection. Resolves once it is listening, so a
 * look at the database after that misses nothing. Answers how to stop.
 */
export async function onJobChange(listener: ChangeListener): Promise<() => void> {
  held.atelierJobChanges ??= { listeners: new Set(), listening: null };
  const feed = held.atelierJobChanges;
  feed.listeners.add(listener);
  try {
    feed.listening ??= startListening(feed);
    await feed.listening;
  } catch (error) {
    feed.listeners.delete(listener);
    throw error;
  }
  return () => void feed.listeners.delete(listener);
}

async function startListening(feed: Feed): Promise<void> {
  const tell = (change: JobChange | 'reconnected') => {
    for (const listener of [...feed.listeners]) listener(change);
  };
  try {
    await listen([JOB_CHANGED], (_channel, payload) => tell(parseJobChange(payload)), {
      onReconnect: () => tell('reconnected'),
    });
  } catch (error) {
    feed.listening = null;
    throw error;
  }
}
