import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { readJson } from '@/lib/http/read-body';
import { route } from '@/lib/http/route';
import { changeOffered, listOffered } from '@/lib/options';

const BODY_BYTES = 64 * 1024;

const schema = z.object({
  set: z.record(z.string(), z.unknown()).optional(),
  reset: z.array(z.string().max(200)).max(200).optional(),
});

/** The caller's own settings of what they draw, in groups. */
export const GET = route(async (request) => {
  const { id } = await authorize(request, 'options.own');
  return Response.json(await listOffered(id));
});

/** Changes some, `{"set": {"s_noise": 1.02}, "reset": ["tiling"]}`, and none of the others; answers all. */
export const PATCH = route(async (request) => {
  const { id } = await authorize(request, 'options.own');
  await changeOffered(id, schema.parse(await readJson(request, BODY_BYTES)));
  return Response.json(await listOffered(id));
});
