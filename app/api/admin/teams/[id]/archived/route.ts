import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { actorOf } from '@/lib/auth/actor';
import { clientAddress } from '@/lib/http/client-address';
import { readJson } from '@/lib/http/read-body';
import { route } from '@/lib/http/route';
import { archiveTeam, restoreTeam } from '@/lib/teams/change-team';
import { findTeam } from '@/lib/teams/list-teams';

const BODY_BYTES = 1024;

interface Context {
  params: Promise<{ id: string }>;
}

const schema = z.object({ archived: z.boolean() });

/** Archives a team, or takes it into use again; answers it as it is then. */
export const PUT = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'teams.manage');
  const { id } = await params;
  const { archived } = schema.parse(await readJson(request, BODY_BYTES));
  await (archived ? archiveTeam : restoreTeam)(actorOf(caller, clientAddress(request)), id);
  return Response.json(await findTeam(caller, id));
});
