import { databasePool } from '@/lib/db/pool';
import { conditionOf } from './filter-sql';
import type { GalleryFilter, GalleryOutline } from './gallery-view';

const DAY_MS = 86_400_000;

/**
 * All pictures of this person the filter lets through, in order, with their proportions and days. `zone` is the viewer's
 * time zone, an IANA name.
 */
export async function outlineGallery(
  userId: string,
  filter: GalleryFilter,
  zone: string,
): Promise<GalleryOutline> {
  const { sql, values } = conditionOf(userId, filter);
  // One long text: a hundred thousand rows would take the driver longer than the database.
  const { rows } = await databasePool().query<{ all: string | null }>(
    `SELECT string_agg(p.id::text || ' ' || round(100.0 * p.width / p.height)::int || ' '
       || ((p.created_at AT TIME ZONE $${values.push(zone)})::date - date '1970-01-01'), ','
       ORDER BY p.created_at DESC, p.id DESC) AS all
     FROM picture p WHERE ${sql}`,
    values,
  );
  return outlineOf(rows[0]?.all ?? '');
}

function outlineOf(all: string): GalleryOutline {
  const outline: GalleryOutline = { ids: [], ratios: [], days: [] };
  let last = '';
  for (const entry of all === '' ? [] : all.split(',')) {
    const [id = '', ratio, day = ''] = entry.split(' ');
    outline.ids.push(id);
    outline.ratios.push(Number(ratio));
    if (day === last) outline.days.at(-1)![1]++;
    else outline.days.push([new Date(Number(day) * DAY_MS).toISOString().slice(0, 10), 1]);
    last = day;
  }
  return outline;
}
