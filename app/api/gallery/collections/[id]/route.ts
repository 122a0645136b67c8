import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { deleteCollection, renameCollection, requireCollection } from '@/lib/gallery/collections';
import { route } from '@/lib/http/route';
import { readFields } from '../../gallery-query';
import { nameSchema } from '../collection-name';

type Context = { params: Promise<{ id: string }> };

const schema = z.object({ name: nameSchema });

/** Gives a collection another name. */
export const PATCH = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'pictures.own');
  const { id } = await params;
  await requireCollection(caller.id, id);
  const { name } = await readFields(request, schema);
  await renameCollection(caller.id, id, name);
  return Response.json({});
});

/** Deletes a collection; the pictures in it stay. */
export const DELETE = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'pictures.own');
  await deleteCollection(caller.id, (await params).id);
  return Response.json({});
});
