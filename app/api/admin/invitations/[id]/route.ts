import { authorize } from '@/lib/auth';
import { clientAddress } from '@/lib/http/client-address';
import { route } from '@/lib/http/route';
import { revokeInvitation } from '@/lib/people/invitations';

interface Context {
  params: Promise<{ id: string }>;
}

/** Refuses an open invitation from now on. */
export const DELETE = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'people.invite');
  await revokeInvitation(caller, clientAddress(request), (await params).id);
  return Response.json({});
});
