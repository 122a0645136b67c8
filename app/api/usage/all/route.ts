import { authorize } from '@/lib/auth';
import { route } from '@/lib/http/route';
import { usageReport } from '@/lib/usage';
import { periodQuery } from '../period-query';

/** What everybody used between two days: by day, by person and by team. */
export const GET = route(async (request) => {
  await authorize(request, 'usage.all');
  return Response.json(await usageReport(periodQuery(request), null));
});
