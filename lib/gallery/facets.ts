import { databasePool } from '@/lib/db/pool';
import type { GalleryFacets } from './gallery-view';

const OWN = 'p.user_id = $1 AND p.saved AND p.deleted_at IS NULL';
const MARKED = `FROM picture_mark m JOIN picture p ON p.id = m.picture_id WHERE m.user_id = $1 AND ${OWN}`;

interface Shape {
  model: string;
  size: string;
  count: number;
}

/** What there is to choose from among all pictures of this person, the most frequent first. */
export async function readFacets(userId: string): Promise<GalleryFacets> {
  const pool = databasePool();
  const [shapes, marks, tags] = await Promise.all([
    pool.query<Shape>(
      `SELECT p.model, p.width || 'x' || p.height AS size, count(*)::int AS count
       FROM picture p WHERE ${OWN} GROUP BY p.model, p.width, p.height`,
      [userId],
    ),
    pool.query<{ favourite: boolean; rating: number; count: number }>(
      `SELECT m.favourite, m.rating, count(*)::int AS count ${MARKED} AND (m.favourite OR m.rating > 0) GROUP BY 1, 2`,
      [userId],
    ),
    pool.query<{ name: string; count: number }>(
      `SELECT t.name, count(*)::int AS count
       FROM (SELECT unnest(m.tags) AS name ${MARKED} AND m.tags <> '{}') t GROUP BY 1 ORDER BY count DESC, name`,
      [userId],
    ),
  ]);
  const sum = (rows: { count: number }[]) => rows.reduce((total, { count }) => total + count, 0);
  return {
    total: sum(shapes.rows),
    favourites: sum(marks.rows.filter(({ favourite }) => favourite)),
    ratings: [1, 2, 3, 4, 5].map((stars) => sum(marks.rows.filter(({ rating }) => rating >= stars))),
    models: counted(shapes.rows, 'model').filter(({ name }) => name !== ''),
    sizes: counted(shapes.rows, 'size'),
    tags: tags.rows,
  };
}

function counted(rows: Shape[], key: 'model' | 'size'): { name: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(row[key], (counts.get(row[key]) ?? 0) + row.count);
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count);
}
