import type pg from 'pg';
import { listen } from '@/lib/db/notifications';

/** Pictures came without a job, came back from the trash, or went. Payload is a `PictureChange` as JSON. */
const PICTURES_CHANGED = 'pictures_changed';

/** More of them are told as “look again”: a notification has 8000 bytes. */
const MOST_NAMED = 150;

export interface PictureChange {
  userId: string;
  change: 'came' | 'gone';
  /** Null: many. */
  ids: string[] | null;
}

/** Tells the owner's pages, when the transaction commits. */
export async function announcePictures(
  client: pg.Pool | pg.PoolClient,
  userId: string,
  change: PictureChange['change'],
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const told: PictureChange = { userId, change, ids: ids.length > MOST_NAMED ? null : [...ids] };
  await client.query('SELECT pg_notify($1, $2)', [PICTURES_CHANGED, JSON.stringify(told)]);
}

/** Hears of every change of anybody's pictures, for good. */
export async function onPictureChange(listener: (change: PictureChange) => void): Promise<void> {
  await listen([PICTURES_CHANGED], (_channel, payload) => listener(JSON.parse(payload) as PictureChange));
}
