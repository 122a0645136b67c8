import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { actorOf } from '@/lib/auth/actor';
import { clientAddress } from '@/lib/http/client-address';
import { readJson } from '@/lib/http/read-body';
import { route } from '@/lib/http/route';
import { setDraining } from '@/lib/workers/change-worker';
import { findWorker } from '@/lib/workers/list-workers';

const BODY_BYTES = 1024;

interface Context {
  params: Promise<{ id: string }>;
}

const schema = z.object({ draining: z.boolean() });

/** Lets a worker take no more jobs, or take them again; answers it as it is then. */
export const PUT = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'workers.manage');
  const { id } = await params;
  const { draining } = schema.parse(await readJson(request, BODY_BYTES));
  await setDraining(actorOf(caller, clientAddress(request)), id, draining);
  return Response.json(await findWorker(id));
});
