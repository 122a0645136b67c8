import { authorize } from '@/lib/auth';
import { endOtherSessions, listSessions } from '@/lib/auth/sessions';
import { clientAddress } from '@/lib/http/client-address';
import { route } from '@/lib/http/route';

/** The caller's open sessions, the last used first. */
export const GET = route(async (request) => {
  const caller = await authorize(request, 'account.secure');
  return Response.json(await listSessions(caller));
});

/** Ends all of the caller's sessions but the one that asks. */
export const DELETE = route(async (request) => {
  const caller = await authorize(request, 'account.secure');
  return Response.json({ ended: await endOtherSessions(caller, clientAddress(request)) });
});
