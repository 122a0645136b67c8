import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { changeCollection, requireCollection } from '@/lib/gallery/collections';
import { route } from '@/lib/http/route';
import { idsSchema, readFields } from '../../../gallery-query';

type Context = { params: Promise<{ id: string }> };

const schema = z.object({ add: idsSchema.optional(), remove: idsSchema.optional() });

/** Puts pictures into a collection and takes others out. */
export const POST = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'pictures.own');
  const { id } = await params;
  await requireCollection(caller.id, id);
  await changeCollection(caller.id, id, await readFields(request, schema));
  return Response.json({});
});
