import { authorize } from '@/lib/auth';
import { route } from '@/lib/http/route';
import { findTeam } from '@/lib/teams/list-teams';
import { periodQuery } from '../../../period-query';
import { usageCsv } from '../../../usage-csv';

interface Context {
  params: Promise<{ id: string }>;
}

/** The same for a spreadsheet: a line for each day and person. */
export const GET = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'usage.teams');
  const { team } = await findTeam(caller, (await params).id);
  return usageCsv(periodQuery(request), team.id);
});
