import { authorize } from '@/lib/auth';
import { route } from '@/lib/http/route';
import { putBackJob } from '@/lib/jobs';

type Context = { params: Promise<{ id: string }> };

/** Undoes that the job was canceled while it waited; answers 201 with the job that waits in its place. */
export const POST = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'jobs.own');
  const { id } = await params;
  return Response.json(await putBackJob(caller.id, id), { status: 201 });
});
