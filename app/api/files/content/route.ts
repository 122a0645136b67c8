import { sendFile } from '@/lib/files';
import { route } from '@/lib/http/route';
import { openRequested, pathSchema, queryOf } from '../open';

/** A file as a download: `?tree=&path=`. A Range header asks for a part. */
const handler = route(async (request) => {
  const { open } = await openRequested(request);
  return sendFile(open.tree, pathSchema.parse(queryOf(request).get('path') ?? undefined), request);
});

export { handler as GET, handler as HEAD };
