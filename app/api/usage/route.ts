import { readUsage } from '@/app/api/usage/read-usage';
import { authorize } from '@/lib/auth';
import { route } from '@/lib/http/route';

/** What the caller used: the last thirty days one by one, and the sums of today, this month and ever. */
export const GET = route(async (request) => {
  const caller = await authorize(request, 'usage.own');
  return Response.json(await readUsage(caller.id, new Date()));
});
