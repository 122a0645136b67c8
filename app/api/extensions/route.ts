import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { listExtensions, switchExtensions } from '@/lib/extensions/list-extensions';
import { readJson } from '@/lib/http/read-body';
import { route } from '@/lib/http/route';

const BODY_BYTES = 64 * 1024;

const schema = z.object({ allOff: z.boolean(), off: z.array(z.string().min(1).max(255)).max(1000) });

/** The extensions the caller has, with their own switches. */
export const GET = route(async (request) => {
  const caller = await authorize(request, 'options.own');
  return Response.json(await listExtensions(caller));
});

/** Sets the caller's switches, `{"allOff": false, "off": ["name"]}`; answers all. */
export const PUT = route(async (request) => {
  const caller = await authorize(request, 'options.own');
  await switchExtensions(caller, schema.parse(await readJson(request, BODY_BYTES)));
  return Response.json(await listExtensions(caller));
});
