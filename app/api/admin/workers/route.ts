import { authorize } from '@/lib/auth';
import { route } from '@/lib/http/route';
import { listWorkers } from '@/lib/workers/list-workers';

/** All workers, with what they compute on, hold and do. */
export const GET = route(async (request) => {
  await authorize(request, 'workers.read');
  return Response.json(await listWorkers());
});
