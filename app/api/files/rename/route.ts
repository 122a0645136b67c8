import { z } from 'zod';
import { renameEntry } from '@/lib/files';
import { route } from '@/lib/http/route';
import { openRequested, pathSchema, readFields } from '../open';

const schema = z.object({ path: pathSchema, name: z.string().max(5000, 'This name is too long.') });

/** Gives a file or folder another name; answers its new path. */
export const POST = route(async (request) => {
  const { open } = await openRequested(request);
  const { path, name } = await readFields(request, schema);
  return Response.json({ path: await renameEntry(open, path, name) });
});
