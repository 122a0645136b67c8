import { authenticate, notSignedIn } from '@/lib/auth/authenticate';
import { clientAddress } from '@/lib/http/client-address';
import { route } from '@/lib/http/route';
import { endViewAs } from '@/lib/people/view-as';

/**
 * The caller's session shows the studio as themselves again. The one change that is allowed while viewing as somebody:
 * it is the admin's own.
 */
export const DELETE = route(async (request) => {
  const caller = await authenticate(request);
  if (!caller) throw notSignedIn();
  await endViewAs(caller, clientAddress(request));
  return Response.json({});
});
