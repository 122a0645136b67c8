import { authorize } from '@/lib/auth';
import { endSession } from '@/lib/auth/sessions';
import { clientAddress } from '@/lib/http/client-address';
import { route } from '@/lib/http/route';

interface Context {
  params: Promise<{ id: string }>;
}

/** Ends one of the caller's own sessions. */
export const DELETE = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'account.secure');
  await endSession(caller, (await params).id, clientAddress(request));
  return Response.json({});
});
