import { z } from 'zod';
import { copyEntries } from '@/lib/files';
import { route } from '@/lib/http/route';
import { openRequested, pathSchema, pathsSchema, readFields } from '../open';

const schema = z.object({ paths: pathsSchema, to: pathSchema });

/** Copies files and folders into the folder `to`, under names that are free; answers the new paths. */
export const POST = route(async (request) => {
  const { open } = await openRequested(request);
  return Response.json({ paths: await copyEntries(open, await readFields(request, schema)) });
});
