import { z } from 'zod';
import { readFields } from '@/app/api/files/open';
import { openUpload } from '@/app/api/uploads/open-upload';
import { IF_TAKEN } from '@/lib/files/file-entry';
import { finishUpload } from '@/lib/files/uploads/finish-upload';
import { route } from '@/lib/http/route';

type Context = { params: Promise<{ id: string }> };

const schema = z.object({
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'sha256 must have 64 hexadecimal digits.')
    .optional(),
  ifTaken: z.enum(IF_TAKEN).default('refuse'),
});

/** Puts a file that has arrived to its place; answers where that is and its SHA-256. Asking again answers the same. */
export const POST = route<Context>(async (request, { params }) => {
  const { id } = await params;
  const open = await openUpload(request, id);
  return Response.json(await finishUpload(open, id, await readFields(request, schema)));
});
