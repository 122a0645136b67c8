import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { listCollections, makeCollection } from '@/lib/gallery/collections';
import { route } from '@/lib/http/route';
import { readFields } from '../gallery-query';
import { nameSchema } from './collection-name';

const schema = z.object({ name: nameSchema });

/** The caller’s collections, by name. */
export const GET = route(async (request) => {
  const caller = await authorize(request, 'pictures.own');
  return Response.json(await listCollections(caller.id));
});

/** Makes an empty collection; answers its id. */
export const POST = route(async (request) => {
  const caller = await authorize(request, 'pictures.own');
  const { name } = await readFields(request, schema);
  return Response.json({ id: await makeCollection(caller.id, name) });
});
