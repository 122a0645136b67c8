import { authorize } from '@/lib/auth';
import { actorOf } from '@/lib/auth/actor';
import { clientAddress } from '@/lib/http/client-address';
import { route } from '@/lib/http/route';
import { revokeInvitation } from '@/lib/people/invitations';

interface Context {
  params: Promise<{ id: string }>;
}

/** Refuses an open invitation from now on. */
export const DELETE = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'people.manage');
  await revokeInvitation(actorOf(caller, clientAddress(request)), (await params).id);
  return Response.json({});
});
