import { authorize } from '@/lib/auth';
import { route } from '@/lib/http/route';
import { listOpenProposals } from '@/lib/sharing/list-proposals';

/** The models that members propose and no admin has answered, the oldest first. */
export const GET = route(async (request) => {
  await authorize(request, 'models.shared');
  return Response.json(await listOpenProposals());
});
