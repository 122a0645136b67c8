import { databasePool } from '@/lib/db/pool';
import { conditionOf } from './filter-sql';
import type { GalleryFilter, GalleryPage, GalleryPicture } from './gallery-view';
import { comesAfter, ORDERS, orderBy } from './orders';

interface Row extends Omit<GalleryPicture, 'createdAt' | 'seed'> {
  createdAt: Date;
  seed: string;
}

/** `$1` is the owner; `chosen` has the ids. */
const FROM_CHOSEN = `
  SELECT p.id, p.job_id AS "jobId", p.kind, p.width, p.height, p.seed, p.infotext, p.complete, p.created_at AS "createdAt",
    coalesce(m.favourite, false) AS favourite, coalesce(m.rating, 0) AS rating, coalesce(m.tags, '{}') AS tags,
    ARRAY(SELECT c.collection_id::text FROM collection_picture c JOIN collection o ON o.id = c.collection_id
          WHERE c.picture_id = p.id AND o.user_id = $1) AS collections, l.blur
  FROM chosen JOIN picture p ON p.id = chosen.id
    LEFT JOIN picture_mark m ON m.picture_id = p.id AND m.user_id = $1
    LEFT JOIN picture_look l ON l.picture_id = p.id`;
/** Of so many pictures a search reads the texts themselves, before it asks the index of words for all. */
const LOOK_AT = 1500;

/**
 * Pictures of this person the filter lets through, in its order, after the one with the id `before` (also when that one
 * was thrown away meanwhile; new pictures change nothing about what follows).
 */
export async function listGallery(
  userId: string,
  { before, limit, order: name = 'newest', ...filter }: GalleryFilter & { before?: string; limit: number },
): Promise<GalleryPage> {
  const { sql, values, pieces } = conditionOf(userId, filter);
  const order = ORDERS[name];
  const inOrder = `ORDER BY ${orderBy(order)}`;
  const after = comesAfter(order, `$${values.push(before ?? null)}::uuid`);
  const most = `LIMIT $${values.push(limit + 1)}`;
  const read = (from: string, more: unknown[] = []) =>
    select(
      `WITH chosen AS MATERIALIZED (SELECT p.id FROM ${from} ${order.join} WHERE ${sql} AND ${after} ${inOrder} ${most})`,
      [...values, ...more],
      `${order.join} ${inOrder}`,
    );
  // Words that many pictures have are found soonest in the newest ones, words that few have in the index of words.
  const newest = `(SELECT * FROM (SELECT * FROM picture p WHERE p.user_id = $1 AND p.saved AND p.deleted_at IS NULL
    AND ${after} ${inOrder} LIMIT ${LOOK_AT}) p WHERE lower(p.infotext) LIKE ALL ($${values.length + 1}::text[])) p`;
  let pictures =
    pieces.length > 0 && name === 'newest'
      ? await read(newest, [pieces.map((piece) => `%${piece.slice(0, 64)}%`)])
      : [];
  if (pictures.length <= limit) pictures = await read('picture p');
  const page = pictures.slice(0, limit);
  return { pictures: page, next: pictures.length > limit ? page.at(-1)!.id : null };
}

/** These pictures, as far as they are this person’s and not in the trash. */
export const readGallery = (userId: string, ids: readonly string[]): Promise<GalleryPicture[]> =>
  select(
    `WITH chosen AS (SELECT p.id FROM picture p
       WHERE p.id = ANY($2) AND p.user_id = $1 AND p.saved AND p.deleted_at IS NULL)`,
    [userId, ids],
    `ORDER BY ${orderBy(ORDERS.newest)}`,
  );

async function select(chosen: string, values: unknown[], tail: string): Promise<GalleryPicture[]> {
  const { rows } = await databasePool().query<Row>(`${chosen} ${FROM_CHOSEN} ${tail}`, values);
  return rows.map((row) => ({ ...row, seed: Number(row.seed), createdAt: row.createdAt.toISOString() }));
}
