import { databasePool } from '@/lib/db/pool';
import { conditionOf } from './filter-sql';
import type { GalleryFilter, GalleryOutline } from './gallery-view';
import { ORDERS, orderBy } from './orders';

const DAY_MS = 86_400_000;

/**
 * All pictures of this person the filter lets through, in its order, with their proportions and headings. `zone` is the viewer's
 * time zone, an IANA name.
 */
export async function outlineGallery(
  userId: string,
  { order: name = 'newest', ...filter }: GalleryFilter,
  zone: string,
): Promise<GalleryOutline> {
  const { sql, values } = conditionOf(userId, filter);
  const order = ORDERS[name];
  const group =
    order.group ?? `((p.created_at AT TIME ZONE $${values.push(zone)})::date - date '1970-01-01')`;
  // One long text: a hundred thousand rows would take the driver longer than the database.
  const { rows } = await databasePool().query<{ all: string | null }>(
    `SELECT string_agg(p.id::text || ' ' || round(100.0 * p.width / p.height)::int || ' '
       || ${group}, ',' ORDER BY ${orderBy(order)}) AS all
     FROM picture p ${order.join} WHERE ${sql}`,
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
    else outline.days.push([headingOf(day), 1]);
    last = day;
  }
  return outline;
}

/** A day is told by how many there were before it since 1970. */
const headingOf = (group: string) =>
  /^\d+$/.test(group) ? new Date(Number(group) * DAY_MS).toISOString().slice(0, 10) : group;
