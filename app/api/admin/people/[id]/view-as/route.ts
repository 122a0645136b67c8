import { authorize } from '@/lib/auth';
import { actorOf } from '@/lib/auth/actor';
import { clientAddress } from '@/lib/http/client-address';
import { route } from '@/lib/http/route';
import { startViewAs } from '@/lib/people/view-as';

interface Context {
  params: Promise<{ id: string }>;
}

/** From now on the caller's session shows the studio as this person sees it, to read only; DELETE /api/view-as ends it. */
export const POST = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'people.view_as');
  await startViewAs(caller, actorOf(caller, clientAddress(request)), (await params).id);
  return Response.json({});
});
