import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { clientAddress } from '@/lib/http/client-address';
import { readJson } from '@/lib/http/read-body';
import { route } from '@/lib/http/route';
import { createInvitation, listInvitations } from '@/lib/people/invitations';

const BODY_BYTES = 8 * 1024;

const schema = z.object({
  role: z.enum(['member', 'auditor', 'admin']),
  teamId: z.uuid().nullable(),
  isLead: z.boolean(),
  note: z.string().max(200, 'A note has at most 200 characters.'),
  days: z.number().int().min(1, 'At least one day.').max(90, 'At most 90 days.'),
});

/** The invitations, open ones first; to a team lead those into their team. */
export const GET = route(async (request) => {
  const caller = await authorize(request, 'people.invite');
  return Response.json(await listInvitations(caller));
});

/** Makes an invitation; answers 201 with the path of its link, this once. */
export const POST = route(async (request) => {
  const caller = await authorize(request, 'people.invite');
  const invitation = schema.parse(await readJson(request, BODY_BYTES));
  const path = await createInvitation(caller, clientAddress(request), invitation);
  return Response.json({ path }, { status: 201 });
});
