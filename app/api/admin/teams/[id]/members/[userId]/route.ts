import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { actorOf } from '@/lib/auth/actor';
import { mayEver } from '@/lib/auth/permissions';
import { clientAddress } from '@/lib/http/client-address';
import { readJson } from '@/lib/http/read-body';
import { route } from '@/lib/http/route';
import { removeTeamMember, setTeamMember } from '@/lib/teams/change-members';
import { checkInHand } from '@/lib/teams/in-hand';
import { findTeam } from '@/lib/teams/list-teams';

const BODY_BYTES = 1024;

interface Context {
  params: Promise<{ id: string; userId: string }>;
}

const schema = z.object({ isLead: z.boolean() });

/** Adds a person to a team, or says whether they lead it; answers the team as it is then. */
export const PUT = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'teams.manage');
  const { id, userId } = await params;
  const { isLead } = schema.parse(await readJson(request, BODY_BYTES));
  await setTeamMember(actorOf(caller, clientAddress(request)), id, userId, isLead);
  return Response.json(await findTeam(caller, id));
});

/** Takes a person out of a team, a team lead members only; answers the team as it is then. */
export const DELETE = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'teams.members');
  const { id, userId } = await params;
  checkInHand(caller, id);
  const leadsStay = !mayEver(caller, 'teams.manage');
  await removeTeamMember(actorOf(caller, clientAddress(request)), id, userId, { leadsStay });
  return Response.json(await findTeam(caller, id));
});
