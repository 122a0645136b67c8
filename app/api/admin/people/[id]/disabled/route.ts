import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { actorOf } from '@/lib/auth/actor';
import { clientAddress } from '@/lib/http/client-address';
import { readJson } from '@/lib/http/read-body';
import { route } from '@/lib/http/route';
import { disablePerson, enablePerson } from '@/lib/people/disable-person';
import { findPerson } from '@/lib/people/list-people';

const BODY_BYTES = 1024;

interface Context {
  params: Promise<{ id: string }>;
}

const schema = z.object({ disabled: z.boolean() });

/** Shuts a person out, or lets them in again; answers them as they are then. */
export const PUT = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'people.manage');
  const { id } = await params;
  const { disabled } = schema.parse(await readJson(request, BODY_BYTES));
  await (disabled ? disablePerson : enablePerson)(actorOf(caller, clientAddress(request)), id);
  return Response.json(await findPerson(id));
});
