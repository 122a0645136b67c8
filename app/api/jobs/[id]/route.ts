import { noSuchJob } from '@/app/api/jobs/no-such-job';
import { authorize } from '@/lib/auth';
import { route } from '@/lib/http/route';
import { findJob } from '@/lib/jobs';

type Context = { params: Promise<{ id: string }> };

export const GET = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'jobs.own');
  const { id } = await params;
  const job = await findJob(caller.id, id);
  if (!job) throw noSuchJob();
  return Response.json(job);
});
