import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { route } from '@/lib/http/route';
import { listQueue } from '@/lib/jobs/list-queue';

const schema = z.object({
  search: z.string().max(200).optional(),
  teamId: z.uuid().optional(),
  state: z.enum(['queued', 'running']).optional(),
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

/** Everybody's jobs that wait or run, with `?search=` (the owner), `teamId`, `state`; pages by `after`. */
export const GET = route(async (request) => {
  await authorize(request, 'queue.read');
  const { limit, ...filter } = schema.parse(Object.fromEntries(new URL(request.url).searchParams));
  return Response.json(await listQueue(filter, limit));
});
