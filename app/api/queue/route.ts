import { authorize } from '@/lib/auth';
import { route } from '@/lib/http/route';
import { ownEstimates } from '@/lib/jobs/own-estimates';

/** When the caller's jobs will start and how long they take, from measurement. The jobs themselves: /api/jobs. */
export const GET = route(async (request) => {
  const caller = await authorize(request, 'jobs.own');
  return Response.json(await ownEstimates(caller.id));
});
