import { listen } from '@/lib/db/notifications';

/** A trigger of the database tells that sessions, tokens, or what an account may, have changed; payload: whose. */
const ACCESS_CHANGED = 'access_changed';

/** Whose access changed; null: maybe anybody's (the connection was away). */
type AccessListener = (userId: string | null) => void;

interface Feed {
  listeners: Set<AccessListener>;
  listening: Promise<unknown> | null;
}

// Next loads server code more than once in a process; they share one connection.
const held = globalThis as { atelierAccessChanges?: Feed };

/**
 * Hears when somebody's access changes, so that what was open for them can end. Resolves once it is listening. Answers
 * how to stop. Throws when the database can't be reached.
 */
export async function onAccessChange(listener: AccessListener): Promise<() => void> {
  held.atelierAccessChanges ??= { listeners: new Set(), listening: null };
  const feed = held.atelierAccessChanges;
  const tell = (userId: string | null) => {
    for (const each of [...feed.listeners]) each(userId);
  };
  feed.listeners.add(listener);
  try {
    feed.listening ??= listen([ACCESS_CHANGED], (_channel, userId) => tell(userId), {
      onReconnect: () => tell(null),
    });
    await feed.listening;
  } catch (error) {
    feed.listening = null;
    feed.listeners.delete(listener);
    throw error;
  }
  return () => void feed.listeners.delete(listener);
}
