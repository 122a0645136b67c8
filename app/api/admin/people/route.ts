import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { actorOf } from '@/lib/auth/actor';
import { createSetupLink } from '@/lib/auth/setup-link';
import { addUser } from '@/lib/auth/users';
import { clientAddress } from '@/lib/http/client-address';
import { readJson } from '@/lib/http/read-body';
import { route } from '@/lib/http/route';
import { findPerson, listPeople } from '@/lib/people/list-people';

const BODY_BYTES = 8 * 1024;

const text = (most: number) => z.string().max(most).optional();
const listSchema = z.object({
  search: text(200),
  role: z.enum(['member', 'auditor', 'admin']).optional(),
  state: z.enum(['active', 'disabled']).optional(),
  teamId: z.uuid().optional(),
  after: text(100),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const addSchema = z.object({
  name: z.string().max(100),
  role: z.enum(['member', 'auditor', 'admin']),
  displayName: z.string().max(100).nullable().optional(),
  email: z.email('This is no e-mail address.').max(320).nullable().optional(),
});

/** People by name, with `?search=`, `role`, `state`, `teamId`; pages by `after`. */
export const GET = route(async (request) => {
  await authorize(request, 'people.read');
  const { limit, ...filter } = listSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  return Response.json(await listPeople(filter, limit));
});

/** Adds a person; answers 201 with them and the path of the link with which they set their password. */
export const POST = route(async (request) => {
  const caller = await authorize(request, 'people.manage');
  const given = addSchema.parse(await readJson(request, BODY_BYTES));
  const actor = actorOf(caller, clientAddress(request));
  const { id } = await addUser(given, actor);
  const setupPath = await createSetupLink(id, actor);
  return Response.json({ person: await findPerson(id), setupPath }, { status: 201 });
});
