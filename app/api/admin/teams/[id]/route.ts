import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { actorOf } from '@/lib/auth/actor';
import { clientAddress } from '@/lib/http/client-address';
import { readJson } from '@/lib/http/read-body';
import { route } from '@/lib/http/route';
import { changeTeam } from '@/lib/teams/change-team';
import { findTeam } from '@/lib/teams/list-teams';

const BODY_BYTES = 8 * 1024;

interface Context {
  params: Promise<{ id: string }>;
}

const changeSchema = z.object({
  version: z.number().int(),
  name: z.string().max(400).optional(),
  costCentre: z.string().max(100, 'A cost centre has at most 100 characters.').nullable().optional(),
});

/** A team with its members. */
export const GET = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'teams.read');
  return Response.json(await findTeam(caller, (await params).id));
});

/** Renames a team or changes its cost centre, as it was at `version`; answers it as it is then, or 409. */
export const PATCH = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'teams.manage');
  const { id } = await params;
  const { version, ...change } = changeSchema.parse(await readJson(request, BODY_BYTES));
  await changeTeam(actorOf(caller, clientAddress(request)), id, version, change);
  return Response.json(await findTeam(caller, id));
});
