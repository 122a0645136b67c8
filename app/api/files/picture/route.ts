import { pictureFacts } from '@/lib/files';
import { route } from '@/lib/http/route';
import { openRequested, pathSchema, queryOf } from '../open';

/** What a picture says of itself: its size, format and the parameters it was made with; null for what is none. */
export const GET = route(async (request) => {
  const { open } = await openRequested(request);
  const path = pathSchema.parse(queryOf(request).get('path') ?? undefined);
  return Response.json(await pictureFacts(open.tree, path));
});
