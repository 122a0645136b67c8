import { databasePool } from '@/lib/db/pool';
import { AppError } from '@/lib/errors';
import { isId, newId } from '@/lib/jobs/job-id';
import type { CollectionView } from './gallery-view';

/** The person’s collections by name, with what is in them and not in the trash. */
export async function listCollections(userId: string): Promise<CollectionView[]> {
  const { rows } = await databasePool().query<CollectionView>(
    `SELECT o.id, o.name, count(p.id)::int AS count,
       (array_agg(p.id::text ORDER BY c.added_at DESC, p.id DESC) FILTER (WHERE p.id IS NOT NULL))[1] AS "coverId"
     FROM collection o LEFT JOIN collection_picture c ON c.collection_id = o.id
       LEFT JOIN picture p ON p.id = c.picture_id AND p.user_id = $1 AND p.deleted_at IS NULL
     WHERE o.user_id = $1 GROUP BY o.id ORDER BY o.name_key`,
    [userId],
  );
  return rows;
}

/** @throws AppError `collection_name_taken` (409) */
export async function makeCollection(userId: string, name: string): Promise<string> {
  const id = newId();
  await unlessTaken(name, () =>
    databasePool().query('INSERT INTO collection (id, user_id, name, name_key) VALUES ($1, $2, $3, $4)', [
      id,
      userId,
      name,
      keyOf(name),
    ]),
  );
  return id;
}

/** @throws AppError `collection_name_taken` (409) */
export async function renameCollection(userId: string, id: string, name: string): Promise<void> {
  await unlessTaken(name, () =>
    databasePool().query('UPDATE collection SET name = $3, name_key = $4 WHERE id = $1 AND user_id = $2', [
      id,
      userId,
      name,
      keyOf(name),
    ]),
  );
}

/** The pictures in it stay. @throws AppError `no_such_collection` (404) */
export async function deleteCollection(userId: string, id: string): Promise<void> {
  await requireCollection(userId, id);
  await databasePool().query('DELETE FROM collection WHERE id = $1 AND user_id = $2', [id, userId]);
}

/** Puts pictures in and takes others out; those that are not this person’s are passed over. */
export async function changeCollection(
  userId: string,
  id: string,
  { add = [], remove = [] }: { add?: readonly string[]; remove?: readonly string[] },
): Promise<void> {
  await databasePool().query(
    `INSERT INTO collection_picture (collection_id, picture_id)
     SELECT o.id, p.id FROM collection o JOIN picture p ON p.user_id = o.user_id
     WHERE o.id = $2 AND o.user_id = $1 AND p.id = ANY($3) ORDER BY p.id ON CONFLICT DO NOTHING`,
    [userId, id, add],
  );
  await databasePool().query(
    `DELETE FROM collection_picture c USING collection o
     WHERE c.collection_id = o.id AND o.id = $2 AND o.user_id = $1 AND c.picture_id = ANY($3)`,
    [userId, id, remove],
  );
}

/** @throws AppError `no_such_collection` (404), also for other people’s */
export async function requireCollection(userId: string, id: string): Promise<void> {
  const { rowCount } = isId(id)
    ? await databasePool().query('SELECT 1 FROM collection WHERE id = $1 AND user_id = $2', [id, userId])
    : { rowCount: 0 };
  if (rowCount) return;
  throw new AppError({
    code: 'no_such_collection',
    status: 404,
    message: 'There is no such collection among yours. Reload the page to see those there are.',
  });
}

const keyOf = (name: string) => name.normalize('NFC').toLowerCase();

async function unlessTaken(name: string, work: () => Promise<unknown>): Promise<void> {
  await work().catch((cause) => {
    if (cause.code !== '23505') throw cause;
    throw new AppError({
      code: 'collection_name_taken',
      status: 409,
      message: `You have a collection called “${name}” already. Choose another name.`,
      cause,
    });
  });
}
