import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { listStorage } from '@/lib/files/list-storage';
import { route } from '@/lib/http/route';

const MOST_PEOPLE = 1_000_000;

const schema = z.object({
  search: z.string().max(200).optional(),
  sort: z.enum(['used', 'trashed', 'name']).default('used'),
  skip: z.coerce.number().int().min(0).max(MOST_PEOPLE).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** What people store, the most first; with `?search=`, `sort`; pages by `skip`. */
export const GET = route(async (request) => {
  await authorize(request, 'storage.read');
  const { limit, ...filter } = schema.parse(Object.fromEntries(new URL(request.url).searchParams));
  return Response.json(await listStorage(filter, limit));
});
