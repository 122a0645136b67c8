import { z } from 'zod';
import { makeFolder } from '@/lib/files';
import { route } from '@/lib/http/route';
import { openRequested, pathSchema, readFields } from '../open';

const schema = z.object({ path: pathSchema });

/** Makes a folder; answers 201 and its path as it is written. */
export const POST = route(async (request) => {
  const { open } = await openRequested(request);
  const { path } = await readFields(request, schema);
  return Response.json({ path: await makeFolder(open, path) }, { status: 201 });
});
