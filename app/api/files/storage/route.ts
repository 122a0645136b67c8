import { storageOf } from '@/lib/files';
import { route } from '@/lib/http/route';
import { openFor } from '../open';

/** What the caller stores and may store, in bytes. */
export const GET = route(async (request) => {
  const { caller } = await openFor(request, 'own');
  return Response.json(await storageOf(caller));
});
