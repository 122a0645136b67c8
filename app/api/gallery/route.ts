import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { listGallery } from '@/lib/gallery/list-gallery';
import { route } from '@/lib/http/route';
import { filterOf, queryOf } from './gallery-query';

const pageSchema = z.object({
  before: z.uuid('before must be the id of a picture.').optional(),
  limit: z.coerce.number('limit must be a number.').int().min(1).max(200).default(100),
});

/** The caller’s pictures, in the order asked for: `?order=newest|oldest|rating|largest&search=&model=&size=512x768&from=&until=&rating=&favourite=true&tag=&collection=&before=<id>&limit=`. */
export const GET = route(async (request) => {
  const caller = await authorize(request, 'pictures.own');
  const query = queryOf(request);
  const page = pageSchema.parse(Object.fromEntries(query));
  return Response.json(await listGallery(caller.id, { ...filterOf(query), ...page }));
});
