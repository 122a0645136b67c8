import { authorize } from '@/lib/auth';
import { route } from '@/lib/http/route';
import { findTeam } from '@/lib/teams/list-teams';
import { usageReport } from '@/lib/usage';
import { periodQuery } from '../../period-query';

interface Context {
  params: Promise<{ id: string }>;
}

/** What was billed to a team between two days: by day and by person. A team lead reads that of theirs. */
export const GET = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'usage.teams');
  const { team } = await findTeam(caller, (await params).id);
  return Response.json(await usageReport(periodQuery(request), team.id));
});
