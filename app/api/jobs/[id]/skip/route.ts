import { noSuchJob } from '@/app/api/jobs/no-such-job';
import { authorize } from '@/lib/auth';
import { route } from '@/lib/http/route';
import { findJob, skipBatch } from '@/lib/jobs';

type Context = { params: Promise<{ id: string }> };

/** Ends the job's current batch; the next one begins. Answers the job; one that has ended stays as it is. */
export const POST = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'jobs.own');
  const { id } = await params;
  await skipBatch(caller.id, id);
  const job = await findJob(caller.id, id);
  if (!job) throw noSuchJob();
  return Response.json(job);
});
