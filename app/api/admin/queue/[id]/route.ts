import { authorize } from '@/lib/auth';
import { actorOf } from '@/lib/auth/actor';
import { clientAddress } from '@/lib/http/client-address';
import { route } from '@/lib/http/route';
import { stopJob } from '@/lib/jobs/stop-job';

interface Context {
  params: Promise<{ id: string }>;
}

/** Stops somebody's job; they are told who did. */
export const DELETE = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'queue.manage');
  const { id } = await params;
  await stopJob(actorOf(caller, clientAddress(request)), id);
  return Response.json({ stopped: true });
});
