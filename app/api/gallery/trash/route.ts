import { z } from 'zod';
import { trashPictures } from '@/lib/gallery/trash-pictures';
import { route } from '@/lib/http/route';
import { idsSchema, readFields } from '../gallery-query';
import { openOwn } from '../open';

const schema = z.object({ ids: idsSchema });

/** Moves pictures to the trash, from where they can be brought back for 30 days. */
export const POST = route(async (request) => {
  const { open } = await openOwn(request);
  const { ids } = await readFields(request, schema);
  await trashPictures(open, ids);
  return Response.json({});
});
