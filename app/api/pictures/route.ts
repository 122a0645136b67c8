import { z } from 'zod';
import { readPicturePage } from '@/app/api/read';
import { authorize } from '@/lib/auth';
import { route } from '@/lib/http/route';

const listSchema = z.object({ before: z.uuid({ error: 'before must be the id of a picture.' }).optional() });

/** The caller's pictures, newest first; `?before=<id>` for those after the one with that id. */
export const GET = route(async (request) => {
  const caller = await authorize(request, 'pictures.own');
  const { before } = listSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  return Response.json(await readPicturePage(caller.id, before));
});
