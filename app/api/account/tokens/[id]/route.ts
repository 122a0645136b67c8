import { authorize } from '@/lib/auth';
import { actorOf } from '@/lib/auth/actor';
import { revokeToken } from '@/lib/auth/tokens';
import { clientAddress } from '@/lib/http/client-address';
import { route } from '@/lib/http/route';

interface Context {
  params: Promise<{ id: string }>;
}

/** Refuses one of the caller's own tokens from now on. */
export const DELETE = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'account.secure');
  const actor = actorOf(caller, clientAddress(request));
  await revokeToken((await params).id, { actor, ownerId: caller.id });
  return Response.json({});
});
