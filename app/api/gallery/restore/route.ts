import { z } from 'zod';
import { restorePictures } from '@/lib/gallery/trash-pictures';
import { route } from '@/lib/http/route';
import { idsSchema, readFields } from '../gallery-query';
import { openOwn } from '../open';

const schema = z.object({ ids: idsSchema });

/** Brings pictures back from the trash. */
export const POST = route(async (request) => {
  const { open } = await openOwn(request);
  const { ids } = await readFields(request, schema);
  await restorePictures(open, ids);
  return Response.json({});
});
