import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { log } from '@/lib/log';

/** PostgreSQL's limit is 8000 bytes with the terminator. */
const LONGEST_PAYLOAD = 7999;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;

interface Queryable {
  query(text: string, values: unknown[]): Promise<unknown>;
}

export type NotificationHandler = (channel: string, payload: string) => void;

export interface ListenOptions {
  /** The connection was lost and is back: notifications may have been missed, so look at the tables again. */
  onReconnect?(): void;
}

/** Announces `payload` on `channel`; inside a transaction it goes out with the commit. At most 7999 bytes. */
export async function notify(client: Queryable, channel: string, payload = ''): Promise<void> {
  const bytes = Buffer.byteLength(payload);
  if (bytes > LONGEST_PAYLOAD) throw new Error(`Notification on ${channel} has ${bytes} bytes; 7999 fit.`);
  await client.query('SELECT pg_notify($1, $2)', [channel, payload]);
}

/**
 * Hears notifications over a connection of its own, which is made again whenever it breaks. Resolves once it is
 * listening. A handler must not throw.
 *
 * @returns how to stop
 * @throws when the first connection can't be made
 */
export async function listen(
  channels: readonly string[],
  handler: NotificationHandler,
  { onReconnect }: ListenOptions = {},
): Promise<() => Promise<void>> {
  const stopping = new AbortController();
  let client = await connect(channels, handler, reconnect);
  return async () => {
    stopping.abort();
    client.removeAllListeners('end');
    await client.end().catch(() => {});
  };

  async function reconnect(): Promise<void> {
    for (
      let pause = FIRST_PAUSE_MS;
      !stopping.signal.aborted;
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
    ) {
      await delay(pause);
      if (stopping.signal.aborted) return;
      try {
        const next = await connect(channels, handler, reconnect);
        if (stopping.signal.aborted) return void (await next.end());
        client = next;
      } catch (error) {
        log.debug({ error, channels }, 'still no connection for notifications');
        continue;
      }
      onReconnect?.();
      return;
    }
  }
}

async function connect(
  channels: readonly string[],
  handler: NotificationHandler,
  onLost: () => Promise<void>,
): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL, keepAlive: true });
  // “end” follows every error; without a listener an error would end the process.
  client.on('error', () => {});
  await client.connect();
  client.on('notification', ({ channel, payload }) => handler(channel, payload ?? ''));
  try {
    for (const channel of channels) await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
  client.once('end', () => void onLost());
  return client;
}
