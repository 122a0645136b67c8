import { z } from 'zod';
import { listFolder } from '@/lib/files';
import { SORTS } from '@/lib/files/file-entry';
import { route } from '@/lib/http/route';
import { openRequested, pathSchema, queryOf } from './open';

const listSchema = z.object({
  path: pathSchema.default(''),
  sort: z.enum(SORTS).default('name'),
  order: z.enum(['ascending', 'descending']).default('ascending'),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(1000),
});

/** A page of a folder: `?tree=own|shared&path=&sort=name|bytes|modifiedAt&order=&offset=&limit=`. */
export const GET = route(async (request) => {
  const { open } = await openRequested(request);
  const { path, order, ...options } = listSchema.parse(Object.fromEntries(queryOf(request)));
  return Response.json(await listFolder(open.tree, path, { ...options, descending: order === 'descending' }));
});
