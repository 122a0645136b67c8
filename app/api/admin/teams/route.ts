import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { actorOf } from '@/lib/auth/actor';
import { clientAddress } from '@/lib/http/client-address';
import { readJson } from '@/lib/http/read-body';
import { route } from '@/lib/http/route';
import { createTeam } from '@/lib/teams/change-team';
import { findTeam, listTeams } from '@/lib/teams/list-teams';

const BODY_BYTES = 8 * 1024;

const listSchema = z.object({
  search: z.string().max(200).optional(),
  archived: z.stringbool().optional(),
});
const teamSchema = z.object({
  name: z.string().max(400),
  costCentre: z.string().max(100, 'A cost centre has at most 100 characters.').nullable().optional(),
});

/** Teams by name; a team lead sees their own. */
export const GET = route(async (request) => {
  const caller = await authorize(request, 'teams.read');
  const filter = listSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  return Response.json(await listTeams(caller, filter));
});

/** Makes a team; answers 201 with it. */
export const POST = route(async (request) => {
  const caller = await authorize(request, 'teams.manage');
  const given = teamSchema.parse(await readJson(request, BODY_BYTES));
  const id = await createTeam(actorOf(caller, clientAddress(request)), given);
  return Response.json((await findTeam(caller, id)).team, { status: 201 });
});
