import { authorize } from '@/lib/auth';
import { listCheckpoints } from '@/lib/catalog';
import { route } from '@/lib/http/route';

/** The checkpoints on offer, and those that can't be used with the reason. */
export const GET = route(async (request) => {
  const { id } = await authorize(request, 'catalog.read');
  return Response.json(await listCheckpoints(id));
});
