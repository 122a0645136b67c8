import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { actorOf } from '@/lib/auth/actor';
import { clientAddress } from '@/lib/http/client-address';
import { readJson } from '@/lib/http/read-body';
import { route } from '@/lib/http/route';
import { changePerson } from '@/lib/people/change-person';
import { deletePerson } from '@/lib/people/delete-person';
import { findPerson } from '@/lib/people/list-people';

const BODY_BYTES = 8 * 1024;

interface Context {
  params: Promise<{ id: string }>;
}

const changeSchema = z.object({
  version: z.number().int(),
  role: z.enum(['member', 'auditor', 'admin']).optional(),
  displayName: z.string().max(100).nullable().optional(),
  email: z.email('This is no e-mail address.').max(320).nullable().optional(),
  teamId: z.uuid().nullable().optional(),
  quotaBytes: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullable().optional(),
});

export const GET = route<Context>(async (request, { params }) => {
  await authorize(request, 'people.read');
  return Response.json(await findPerson((await params).id));
});

/** Changes a person as they were at `version`; answers them as they are then, or 409. */
export const PATCH = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'people.manage');
  const { id } = await params;
  const { version, ...change } = changeSchema.parse(await readJson(request, BODY_BYTES));
  await changePerson(actorOf(caller, clientAddress(request)), id, version, change);
  return Response.json(await findPerson(id));
});

/** Deletes a person: their bills stay, their files go to the caller. */
export const DELETE = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'people.manage');
  await deletePerson(caller, actorOf(caller, clientAddress(request)), (await params).id);
  return Response.json({});
});
