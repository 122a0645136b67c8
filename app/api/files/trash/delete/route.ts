import { z } from 'zod';
import { deleteTrash } from '@/lib/files';
import { route } from '@/lib/http/route';
import { idsSchema, openRequested, readFields } from '../../open';

const schema = z.object({ ids: idsSchema.optional() });

/** Deletes things in the trash for good; without `ids` all of them. */
export const POST = route(async (request) => {
  const { open } = await openRequested(request);
  const { ids } = await readFields(request, schema);
  await deleteTrash(open, ids);
  return Response.json({});
});
