import { z } from 'zod';
import { makeFolder, makeFolderDeep } from '@/lib/files';
import { route } from '@/lib/http/route';
import { openRequested, pathSchema, readFields } from '../open';

const schema = z.object({ path: pathSchema, parents: z.boolean().default(false) });

/** Makes a folder, with `parents` all that are missing of its path; answers 201 and its path as it is written. */
export const POST = route(async (request) => {
  const { open } = await openRequested(request);
  const { path, parents } = await readFields(request, schema);
  const made = await (parents ? makeFolderDeep : makeFolder)(open, path);
  return Response.json({ path: made }, { status: 201 });
});
