import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { outlineGallery } from '@/lib/gallery/outline-gallery';
import { route } from '@/lib/http/route';
import { filterOf, queryOf } from '../gallery-query';

const zoneSchema = z
  .string()
  .default('UTC')
  .refine(isZone, 'zone must be the name of a time zone, such as Europe/Berlin.');

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Ids, proportions and days of all that the list with the same query has: `?zone=Europe/Berlin&…`. */
export const GET = route(async (request) => {
  const caller = await authorize(request, 'pictures.own');
  const query = queryOf(request);
  const zone = zoneSchema.parse(query.get('zone') ?? undefined);
  return Response.json(await outlineGallery(caller.id, filterOf(query), zone));
});
