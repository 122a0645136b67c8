import { z } from 'zod';
import { noSuchJob } from '@/app/api/jobs/no-such-job';
import { authorize } from '@/lib/auth';
import { readJson } from '@/lib/http/read-body';
import { route } from '@/lib/http/route';
import { findJob, moveJob } from '@/lib/jobs';

type Context = { params: Promise<{ id: string }> };

const BODY_BYTES = 1024;

const schema = z.object({ before: z.uuid().nullable() });

/** Moves a waiting job to right before another one of the caller's, `{"before": null}` behind all. Answers the job. */
export const PUT = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'jobs.own');
  const { id } = await params;
  if (!(await findJob(caller.id, id))) throw noSuchJob();
  const { before } = schema.parse(await readJson(request, BODY_BYTES));
  await moveJob(caller.id, id, before);
  return Response.json(await findJob(caller.id, id));
});
