import { authorize } from '@/lib/auth';
import { actorOf } from '@/lib/auth/actor';
import { createSetupLink } from '@/lib/auth/setup-link';
import { clientAddress } from '@/lib/http/client-address';
import { route } from '@/lib/http/route';
import { findPerson } from '@/lib/people/list-people';

interface Context {
  params: Promise<{ id: string }>;
}

/** Makes a link with which the person sets a new password, for who forgot theirs or lost their second factor. */
export const POST = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'people.manage');
  const { id } = await findPerson((await params).id);
  const setupPath = await createSetupLink(id, actorOf(caller, clientAddress(request)));
  return Response.json({ setupPath }, { status: 201 });
});
