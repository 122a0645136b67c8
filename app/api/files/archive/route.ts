import { sendArchive } from '@/lib/files';
import { readText } from '@/lib/http/read-body';
import { route } from '@/lib/http/route';
import { openRequested, pathsSchema, queryOf } from '../open';

const FORM_BYTES = 4 * 1024 * 1024;

/** Files and folders as one ZIP archive: `?tree=&path=…&path=…`. */
export const GET = route(async (request) => {
  const { open } = await openRequested(request);
  return sendArchive(open.tree, pathsSchema.parse(queryOf(request).getAll('path')), request.signal);
});

/** The same for more paths than an address holds, from a form’s fields `path`. */
export const POST = route(async (request) => {
  const { open } = await openRequested(request);
  const form = new URLSearchParams(await readText(request, FORM_BYTES));
  return sendArchive(open.tree, pathsSchema.parse(form.getAll('path')), request.signal);
});
