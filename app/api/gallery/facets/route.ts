import { authorize } from '@/lib/auth';
import { readFacets } from '@/lib/gallery/facets';
import { route } from '@/lib/http/route';

/** What the caller’s pictures can be filtered by, with counts. */
export const GET = route(async (request) => {
  const caller = await authorize(request, 'pictures.own');
  return Response.json(await readFacets(caller.id));
});
