import { authorize } from '@/lib/auth';
import { rescanFor } from '@/lib/catalog/request-rescan';
import { route } from '@/lib/http/route';

/** Has the folders the caller sees read again; answers whether that was done, or nobody was there to do it. */
export const POST = route(async (request) => {
  const { id } = await authorize(request, 'models.read');
  return Response.json({ done: await rescanFor(id, request.signal) });
});
