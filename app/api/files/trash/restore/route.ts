import { z } from 'zod';
import { restoreEntries } from '@/lib/files';
import { IF_TAKEN } from '@/lib/files/file-entry';
import { route } from '@/lib/http/route';
import { idsSchema, openRequested, readFields } from '../../open';

const schema = z.object({ ids: idsSchema, ifTaken: z.enum(IF_TAKEN).default('refuse') });

/** Brings things back to where they were; answers their paths (null: skipped). */
export const POST = route(async (request) => {
  const { open } = await openRequested(request);
  return Response.json({ paths: await restoreEntries(open, await readFields(request, schema)) });
});
