import { noSuchJob } from '@/app/api/jobs/no-such-job';
import { authorize } from '@/lib/auth';
import { route } from '@/lib/http/route';
import { repeatJob } from '@/lib/jobs';

type Context = { params: Promise<{ id: string }> };

/** Submits what an ended job asked for again; answers 201 with the new job. */
export const POST = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'jobs.own');
  const { id } = await params;
  const job = await repeatJob(caller.id, id);
  if (!job) throw noSuchJob();
  return Response.json(job, { status: 201 });
});
