import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { actorOf } from '@/lib/auth/actor';
import { clientAddress } from '@/lib/http/client-address';
import { readJson } from '@/lib/http/read-body';
import { route } from '@/lib/http/route';
import { addTeamMember } from '@/lib/teams/change-members';
import { checkInHand } from '@/lib/teams/in-hand';
import { findTeam } from '@/lib/teams/list-teams';

const BODY_BYTES = 1024;

interface Context {
  params: Promise<{ id: string }>;
}

const schema = z.object({ name: z.string().max(200) });

/** Adds somebody by the name they sign in with, which a team lead can't look up; answers the team as it is then. */
export const POST = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'teams.members');
  const { id } = await params;
  checkInHand(caller, id);
  const { name } = schema.parse(await readJson(request, BODY_BYTES));
  await addTeamMember(actorOf(caller, clientAddress(request)), id, name);
  return Response.json(await findTeam(caller, id));
});
