import { openForUploads, requestedTree } from '@/app/api/files/open';
import { answerTus } from '@/lib/files/uploads/answer-tus';
import { listUploads } from '@/lib/files/uploads/upload-row';
import { route } from '@/lib/http/route';

/** The caller’s uploads that are under way: `?tree=`. */
export const GET = route(async (request) => {
  const { open } = await openForUploads(request, requestedTree(request));
  return Response.json(await listUploads(open));
});

/** The tus protocol: begins an upload (`?tree=`, Upload-Metadata `path`, `modified`, `ifTaken`), says what is spoken. */
const tus = route(async (request) => {
  const { open } = await openForUploads(request, requestedTree(request));
  return answerTus(request, open);
});

export { tus as OPTIONS, tus as POST };
