import { z } from 'zod';
import { moveEntries } from '@/lib/files';
import { IF_TAKEN } from '@/lib/files/file-entry';
import { route } from '@/lib/http/route';
import { openRequested, pathSchema, pathsSchema, readFields } from '../open';

const schema = z.object({
  paths: pathsSchema,
  to: pathSchema,
  ifTaken: z.enum(IF_TAKEN).default('refuse'),
});

/** Moves files and folders into the folder `to`, all or none; answers their new paths (null: skipped). */
export const POST = route(async (request) => {
  const { open } = await openRequested(request);
  return Response.json({ paths: await moveEntries(open, await readFields(request, schema)) });
});
