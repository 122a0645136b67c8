import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { MODEL_KINDS } from '@/lib/catalog/model-view';
import { route } from '@/lib/http/route';
import { ACCESSES } from '@/lib/sharing/access';
import { listSharedModels } from '@/lib/sharing/list-shared';

const MOST = 1_000_000;

const schema = z.object({
  search: z.string().max(200).optional(),
  kind: z.enum(MODEL_KINDS).optional(),
  access: z.enum(ACCESSES).optional(),
  team: z.uuid().optional(),
  skip: z.coerce.number().int().min(0).max(MOST).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** All shared models by name; with `?search=`, `kind`, `access`, `team`; pages by `skip`. */
export const GET = route(async (request) => {
  await authorize(request, 'models.shared');
  const { limit, ...filter } = schema.parse(Object.fromEntries(new URL(request.url).searchParams));
  return Response.json(await listSharedModels(filter, limit));
});
