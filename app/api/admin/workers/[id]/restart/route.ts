import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { actorOf } from '@/lib/auth/actor';
import { clientAddress } from '@/lib/http/client-address';
import { readJson } from '@/lib/http/read-body';
import { route } from '@/lib/http/route';
import { restartWorker } from '@/lib/workers/change-worker';
import { findWorker } from '@/lib/workers/list-workers';

const BODY_BYTES = 1024;

interface Context {
  params: Promise<{ id: string }>;
}

const schema = z.object({ when: z.enum(['after_job', 'now']) });

/** Wants a worker to restart, after its job or at once; answers 202 with it as it is then. */
export const POST = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'workers.manage');
  const { id } = await params;
  const { when } = schema.parse(await readJson(request, BODY_BYTES));
  await restartWorker(actorOf(caller, clientAddress(request)), id, when);
  return Response.json(await findWorker(id), { status: 202 });
});
